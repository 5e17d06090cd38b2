// @vitest-environment happy-dom
import { describe } from 'vitest';
import { testsInDomEnvironment } from '../../test/dom-environment.ts';

describe('in the environment happy-dom', testsInDomEnvironment);

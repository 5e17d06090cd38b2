import type { Matrix } from '../matrix.ts';
import { calendar } from './calendar.ts';
import { credits } from './credits.ts';
import { payments } from './payments.ts';
import { pricing } from './pricing.ts';
import { smoke } from './smoke.ts';
import { standard } from './standard.ts';

/** The matrices that come with the toolkit, the quickest first. */
export const matrices: readonly Matrix[] = [smoke, standard, pricing, calendar, credits, payments];

/** The matrix that is run when none is named. */
export const defaultMatrix: Matrix = standard;

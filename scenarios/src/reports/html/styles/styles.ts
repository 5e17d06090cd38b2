import { bills } from './bills.ts';
import { colors } from './colors.ts';
import { page } from './page.ts';
import { where } from './where.ts';

/** All that a page looks like. */
export const styles = [colors, page, where, bills].join('');

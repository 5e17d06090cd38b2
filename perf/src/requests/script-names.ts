/** The names of the k6 scripts. */
export const scriptNames = ['smoke', 'load', 'stress', 'spike', 'soak'] as const;

export type ScriptName = (typeof scriptNames)[number];

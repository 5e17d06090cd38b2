// The package has types, but its `exports` name them after what Node imports, so that the compiler does not find them.
declare module '@pactflow/openapi-pact-comparator' {
  export interface Result {
    readonly code: string;
    readonly message: string;
    readonly type: 'error' | 'warning' | 'info';
    readonly mockDetails?: {
      readonly interactionDescription?: string | null;
      readonly location: string;
      readonly value: unknown;
    };
    readonly specDetails?: { readonly value: unknown };
  }

  export class Comparator {
    constructor(options: { readonly oas: object });
    compare(pact: object): AsyncGenerator<Result>;
  }
}

import { Copy, DockerfileParser, type Instruction, PropertyInstruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

/** An instruction that changes the files of a stage, or the way in which its result is started. */
export type Step =
  | { readonly keyword: 'WORKDIR' | 'USER' | 'EXPOSE'; readonly value: string }
  | { readonly keyword: 'RUN'; readonly command: string }
  | {
      readonly keyword: 'COPY';
      readonly from: string | undefined;
      readonly sources: readonly string[];
      readonly to: string;
    }
  | { readonly keyword: 'ENV' | 'ARG' | 'LABEL'; readonly values: Readonly<Record<string, string>> }
  | { readonly keyword: 'ENTRYPOINT' | 'CMD' | 'HEALTHCHECK'; readonly command: readonly string[] };

/** A part of a Dockerfile from one `FROM` to the next. */
export interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly steps: readonly Step[];
}

/** The flags that every builder of images knows. */
const plainFlags: Readonly<Record<string, readonly string[]>> = {
  COPY: ['from', 'chown'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'retries'],
};

/** The stages of a Dockerfile. Throws for another text, and for parts that some builders of images do not know: directives, heredocs, flags. */
export function stagesOf(text: string): readonly Stage[] {
  const [problem] = validate(text);
  if (problem) throw new Error(`Line ${problem.range.start.line + 1}: ${problem.message}`);
  const dockerfile = DockerfileParser.parse(text);
  const [directive] = dockerfile.getDirectives();
  if (directive) throw new Error(`The directive ${directive.getName()} is not plain.`);
  const stages: { name: string | undefined; base: string; steps: Step[] }[] = [];
  for (const instruction of dockerfile.getInstructions()) {
    checkPlain(instruction);
    if (instruction.getKeyword() === 'FROM') stages.push(stageOf(instruction));
    else stages.at(-1)?.steps.push(stepOf(instruction));
  }
  return stages;
}

function checkPlain(instruction: Instruction): void {
  const keyword = instruction.getKeyword();
  const text = instruction.getTextContent();
  const [, flags = ''] = /^\w+((?:\s+--[\w-]+(?:=\S+)?)*)/.exec(text) ?? [];
  for (const [, flag = ''] of flags.matchAll(/--([\w-]+)/g)) {
    if (!plainFlags[keyword]?.includes(flag)) throw new Error(`${keyword} --${flag} is not plain.`);
  }
  if (/<<-?["']?\w/.test(text)) throw new Error(`${keyword} has a heredoc, which is not plain.`);
}

function stageOf(instruction: Instruction): { name: string | undefined; base: string; steps: Step[] } {
  const [base = '', as, name] = textsOf(instruction);
  return { base, name: as?.toUpperCase() === 'AS' ? name : undefined, steps: [] };
}

const makers: Readonly<Record<string, (instruction: Instruction) => Step>> = {
  WORKDIR: (instruction) => ({ keyword: 'WORKDIR', value: textsOf(instruction).join(' ') }),
  USER: (instruction) => ({ keyword: 'USER', value: textsOf(instruction).join(' ') }),
  EXPOSE: (instruction) => ({ keyword: 'EXPOSE', value: textsOf(instruction).join(' ') }),
  RUN: (instruction) => ({ keyword: 'RUN', command: instruction.getRawArgumentsContent() ?? '' }),
  COPY: copyOf,
  ENV: (instruction) => ({ keyword: 'ENV', values: valuesOf(instruction) }),
  ARG: (instruction) => ({ keyword: 'ARG', values: valuesOf(instruction) }),
  LABEL: (instruction) => ({ keyword: 'LABEL', values: valuesOf(instruction) }),
  ENTRYPOINT: (instruction) => ({ keyword: 'ENTRYPOINT', command: commandOf(instruction) }),
  CMD: (instruction) => ({ keyword: 'CMD', command: commandOf(instruction) }),
  HEALTHCHECK: (instruction) => ({ keyword: 'HEALTHCHECK', command: commandOf(instruction) }),
};

function stepOf(instruction: Instruction): Step {
  const make = makers[instruction.getKeyword()];
  if (!make) throw new Error(`${instruction.getKeyword()} is not known here.`);
  return make(instruction);
}

function copyOf(instruction: Instruction): Step {
  const paths = textsOf(instruction);
  const from = instruction instanceof Copy ? (instruction.getFromFlag()?.getValue() ?? undefined) : undefined;
  return { keyword: 'COPY', from, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** The command of an instruction that has it as a JSON list: a shell between would keep signals from the command. */
function commandOf(instruction: Instruction): string[] {
  const list = /\[.*\]/s.exec(instruction.getRawArgumentsContent() ?? '')?.[0];
  if (list === undefined) throw new Error(`${instruction.getKeyword()} needs its command as a JSON list.`);
  return JSON.parse(list);
}

function valuesOf(instruction: Instruction): Record<string, string> {
  const properties = instruction instanceof PropertyInstruction ? instruction.getProperties() : [];
  return Object.fromEntries(properties.map((one) => [one.getName(), one.getValue() ?? '']));
}

function textsOf(instruction: Instruction): string[] {
  return instruction.getArguments().map((argument) => argument.getValue());
}

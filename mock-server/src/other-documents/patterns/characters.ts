import type { AST } from '@eslint-community/regexpp';

/** Characters to choose from, the usual ones first. */
const GROUPS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '-_.@/:+#%&=~,;!?$*()[]{}<>\'"|\\^`',
  ' ',
  'éüñßçøåЖдяΩπאبあ漢字한글€£¥©®™–—…',
  '\t\n',
  '😀🎉🚀',
];

/** The characters that an element of a pattern matches, in the order of `GROUPS`, with those that it names itself. */
export interface CharacterPool {
  /** Characters to take normally. */
  readonly usual: readonly string[];
  /** All that are known. */
  readonly all: readonly string[];
}

type CharacterElement = AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass | AST.Character;

const pools = new WeakMap<object, CharacterPool>();

export function poolOf(element: CharacterElement): CharacterPool {
  const known = pools.get(element);
  if (known) return known;
  const matches = single(element.raw);
  const named = element.type === 'CharacterClass' ? namedIn(element) : [];
  const groups = [...GROUPS.map((group) => Array.from(group)), named].map((group) => group.filter(matches));
  const [letters = [], digits = [], capitals = []] = groups;
  const alphanumeric = [...letters, ...digits];
  const usual = [alphanumeric, capitals, ...groups].find((group) => group.length > 0) ?? [];
  const pool = { usual, all: [...new Set(groups.flat())] };
  pools.set(element, pool);
  return pool;
}

/** Whether a character alone matches: one character can't make an engine slow. */
function single(raw: string): (character: string) => boolean {
  for (const flags of ['u', '']) {
    try {
      const pattern = new RegExp(`^(?:${raw})$`, flags);
      return (character) => pattern.test(character);
    } catch {
      // The older syntax is tried next.
    }
  }
  return () => false;
}

/** The characters that a class names, and some of each of its ranges. */
function namedIn({ elements }: AST.CharacterClass): string[] {
  return elements.flatMap((element) => {
    if (element.type === 'Character') return [String.fromCodePoint(element.value)];
    if (element.type !== 'CharacterClassRange') return [];
    const { min, max } = element;
    const step = Math.max(1, Math.floor((max.value - min.value) / 8));
    return Array.from({ length: Math.min(9, max.value - min.value + 1) }, (_, index) =>
      String.fromCodePoint(Math.min(max.value, min.value + index * step)),
    );
  });
}

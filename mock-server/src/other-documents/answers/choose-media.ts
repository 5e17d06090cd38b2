import { Refusal } from '../../errors/refusal.ts';
import { areAlike, essenceOf, isJson, type Media } from '../operations/media.ts';

/** A media type of a response, and the type that it is sent as: one that the request accepts where the document has a range. */
export interface ChosenMedia {
  readonly media: Media;
  readonly type: string;
}

interface Accepted {
  readonly type: string;
  readonly quality: number;
}

/** The media type that is sent for a range of types when the request is no more precise. */
const ofRange: Readonly<Record<string, string>> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'text/*': 'text/plain',
  'image/*': 'image/png',
  'audio/*': 'audio/wav',
  'video/*': 'video/mp4',
};

/** The media type that the request accepts most, JSON before others. Throws `NOT_ACCEPTABLE` when it accepts none. */
export function chooseMedia(all: readonly Media[], accept: string | undefined): ChosenMedia | undefined {
  if (all.length === 0) return undefined;
  const accepted = acceptedIn(accept ?? '*/*');
  const ranked = all
    .map((media) => ({ media, ...bestFor(media, accepted) }))
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || preference(one.media) - preference(other.media));
  const [best] = ranked;
  if (best) return { media: best.media, type: best.type };
  const types = all.map(({ type }) => type).join(', ');
  throw new Refusal('NOT_ACCEPTABLE', `The answer can be ${types}, of which the header Accept takes none.`, [
    { path: 'header/accept', message: `must accept one of ${types}` },
  ]);
}

function preference({ type }: Media): number {
  if (essenceOf(type) === 'application/json') return 0;
  return isJson(type) ? 1 : 2;
}

function acceptedIn(header: string): Accepted[] {
  const accepted = header.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
    return type === ''
      ? []
      : [{ type: type === '*' ? '*/*' : type, quality: quality === undefined ? 1 : Number(quality) || 0 }];
  });
  return accepted.length > 0 ? accepted : [{ type: '*/*', quality: 1 }];
}

/** The quality of a media type, by the most precise of the accepted types that it fits, and the type that it is then sent as. */
function bestFor({ type }: Media, accepted: readonly Accepted[]): Accepted {
  const essence = essenceOf(type);
  const fitting = accepted
    .filter((one) => areAlike(essence, one.type))
    .sort((one, other) => precision(other.type) - precision(one.type) || other.quality - one.quality);
  const [best] = fitting;
  if (!best) return { type, quality: 0 };
  if (!essence.includes('*')) return { type, quality: best.quality };
  return {
    type: best.type.includes('*')
      ? (ofRange[essence] ?? (isJson(essence) ? 'application/json' : 'application/octet-stream'))
      : best.type,
    quality: best.quality,
  };
}

function precision(type: string): number {
  if (type === '*/*') return 0;
  return type.endsWith('/*') ? 1 : 2;
}

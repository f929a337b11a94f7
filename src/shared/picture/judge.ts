import type { ImageRules } from '../model.ts';
import { says, sentence, type Sentence } from '../sentence.ts';
import type { KeptPicture } from '../request.ts';
import { isOutside, ratioName } from './ratio.ts';

/** What is wrong with a picture for a model, worst first: what changes most of it is mended first. */
export const breachKinds = [
  'ratio',
  'short-side',
  'orientation',
  'animation',
  'colour',
  'depth',
  'type',
  'pixels',
  'bytes',
  'transparency',
] as const;
export type BreachKind = (typeof breachKinds)[number];

export interface Breach {
  problem: BreachKind;
  /** An `error` would be refused after the wait, or shown wrongly; a `warning` is only a doubt. */
  severity: 'error' | 'warning';
  message: string;
  said: Sentence[];
}

/** What is known of a picture, or of one that is still to be made: what is absent is not judged. */
export type JudgedPicture = Pick<KeptPicture, 'widthPixels' | 'heightPixels'> &
  Partial<Pick<KeptPicture, 'type' | 'sizeBytes' | 'orientation' | 'coding'>>;

/** Everything that the model's rules say against a picture, in the order of `breachKinds`. Empty: it is taken as it is. */
export function judgePicture(picture: JudgedPicture, rules: ImageRules): Breach[] {
  return breachKinds.flatMap((problem) => {
    const words = tests[problem](picture, rules);
    const severity = problem === 'transparency' ? 'warning' : 'error';
    return words === undefined ? [] : [{ problem, severity, ...says(words) }];
  });
}

type Test = (picture: JudgedPicture, rules: ImageRules) => Sentence | undefined;

const tests: Record<BreachKind, Test> = {
  ratio({ widthPixels, heightPixels }, rules) {
    const side = isOutside(widthPixels, heightPixels, rules);
    if (side === undefined) return undefined;
    const values = { widthPixels, heightPixels, least: ratioName(rules.minRatio), most: ratioName(rules.maxRatio) };
    return side === 'wide'
      ? sentence(
          'The picture is too wide: {{widthPixels}} × {{heightPixels}}. This model takes ratios from {{least}} to {{most}} and would refuse it after the wait.',
          values,
        )
      : sentence(
          'The picture is too tall: {{widthPixels}} × {{heightPixels}}. This model takes ratios from {{least}} to {{most}} and would refuse it after the wait.',
          values,
        );
  },
  'short-side'({ widthPixels, heightPixels }, { shortSideOverPixels }) {
    if (Math.min(widthPixels, heightPixels) > shortSideOverPixels) return undefined;
    return sentence(
      'The picture is {{widthPixels}} × {{heightPixels}}; its shorter side must be more than {{least}} pixels.',
      { widthPixels, heightPixels, least: shortSideOverPixels },
    );
  },
  orientation({ orientation }) {
    if (orientation === undefined) return undefined;
    return sentence(
      'The picture is turned by a note in the file, which the model would not see. It has to be saved upright.',
    );
  },
  animation(picture, rules) {
    if (picture.coding?.isAnimated !== true || !isTaken(picture, rules)) return undefined;
    return sentence('The picture is animated; the model takes a still one.');
  },
  colour(picture, rules) {
    if (picture.coding?.colour !== 'cmyk' || !isTaken(picture, rules)) return undefined;
    return sentence('The picture has the colours of print (CMYK); the model takes those of screens (RGB).');
  },
  depth(picture, rules) {
    const bits = picture.coding?.bitsPerChannel ?? 8;
    if (bits <= 8 || !isTaken(picture, rules)) return undefined;
    return sentence('The picture has {{bits}} bits for each colour; the model takes 8.', { bits });
  },
  type({ type }, { types }) {
    if (type === undefined || types.includes(type)) return undefined;
    return sentence('The picture is {{type}}; this model takes {{types}}.', {
      type: typeName(type),
      types: listOf(types.map(typeName)),
    });
  },
  pixels({ widthPixels, heightPixels }, { maxPixels }) {
    if (maxPixels === undefined || widthPixels * heightPixels <= maxPixels) return undefined;
    const megapixels = Math.ceil((widthPixels * heightPixels) / 1_000_000);
    return sentence('The picture has {{megapixels}} megapixels; more than {{most}} may be refused after the wait.', {
      megapixels,
      most: Math.floor(maxPixels / 1_000_000),
    });
  },
  bytes({ sizeBytes }, { maxBytes }) {
    if (sizeBytes === undefined || sizeBytes <= maxBytes) return undefined;
    const [is, most] = [megabytes(sizeBytes), megabytes(maxBytes)];
    return is === most
      ? sentence('The picture is {{sizeBytes}} bytes; this model takes at most {{maxBytes}} bytes.', {
          sizeBytes,
          maxBytes,
        })
      : sentence('The picture is {{is}}; this model takes at most {{most}}.', { is, most });
  },
  transparency({ coding }) {
    if (coding?.hasAlpha !== true) return undefined;
    return sentence('Parts of the picture may be see-through, and nobody says what the model sees there.');
  },
};

/** Where the type itself is refused, nothing more is said about how it is coded: converting mends both. */
function isTaken({ type }: JudgedPicture, { types }: ImageRules): boolean {
  return type === undefined || types.includes(type);
}

/** "JPEG" */
export function typeName(type: string): string {
  return type === 'image/webp' ? 'WebP' : type.replace('image/', '').toUpperCase();
}

function listOf(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

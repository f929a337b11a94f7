import type { ProviderView } from '../../shared/contract.ts';
import type { ImageHostState } from '../../shared/image-host.ts';
import type { DurationSeconds, FlagName, ModelSpec, Resolution } from '../../shared/model.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { isRefusedPair } from '../../shared/validate.ts';
import { key, t } from '../texts/index.ts';
import { listOf, seconds } from '../texts/format.ts';

/** What the composer shows for a model. Pure: capability data in, controls out. */

/** For `t`. */
export const flagLabels: Record<FlagName, string> = {
  promptOptimizer: key('Optimize prompt'),
  fastPretreatment: key('Fast pretreatment'),
  watermark: key('Watermark'),
};

export interface FirstFrameInputs {
  /** Whether the region is there at all. */
  isShown: boolean;
  files: boolean;
  urls: boolean;
  isRequired: boolean;
}

/**
 * The region stays while any model of the provider takes a picture, although the chosen one may not: the picture is
 * then one click away from the model that does. With an image host, a file will do where only an address is taken.
 */
export function firstFrameInputs(
  models: readonly ModelSpec[],
  spec: ModelSpec,
  imageHost: ImageHostState = 'absent',
): FirstFrameInputs {
  const sources = new Set((spec.image === undefined ? models : [spec]).flatMap(({ image }) => image?.sources ?? []));
  return {
    isShown: sources.size > 0,
    files: sources.has('file') || (sources.has('url') && imageHost === 'ready'),
    urls: sources.has('url'),
    isRequired: spec.image?.use === 'required',
  };
}

export interface Choice<V> {
  value: V;
  name: string;
  isImpossible: boolean;
}

export interface ClipChoices {
  durations: Choice<DurationSeconds>[];
  resolutions: Choice<Resolution>[];
  /** Why something is struck through, when something is. */
  why?: string;
}

/** The lengths and resolutions on offer; what the other choice rules out is marked. */
export function clipChoices(spec: ModelSpec, { durationSeconds, resolution }: GenerationRequest): ClipChoices {
  const durations = spec.durations.map((value) => ({
    value,
    name: seconds(value),
    isImpossible: isRefusedPair(spec, value, resolution),
  }));
  const resolutions = spec.resolutions.map((value) => ({
    value,
    name: value,
    isImpossible: isRefusedPair(spec, durationSeconds, value),
  }));
  // Once the impossible pair is chosen, `validate` says why, with its fixes.
  if (isRefusedPair(spec, durationSeconds, resolution)) return { durations, resolutions };
  const why = whyStruck(spec, durations, resolutions);
  return why === undefined ? { durations, resolutions } : { durations, resolutions, why };
}

function whyStruck(
  spec: ModelSpec,
  durations: readonly Choice<DurationSeconds>[],
  resolutions: readonly Choice<Resolution>[],
): string | undefined {
  const resolution = resolutions.find(({ isImpossible }) => isImpossible)?.value;
  if (resolution !== undefined) {
    const lengths = spec.durations.filter((value) => !isRefusedPair(spec, value, resolution)).map(seconds);
    return onlyAt(resolution, lengths);
  }
  const duration = durations.find(({ isImpossible }) => isImpossible)?.value;
  if (duration === undefined) return undefined;
  const sharpness = spec.resolutions.filter((value) => !isRefusedPair(spec, duration, value));
  return onlyAt(seconds(duration), sharpness);
}

function onlyAt(choice: string, possible: readonly string[]): string {
  return t('{{choice}} only at {{possible}} with this model.', { choice, possible: listOf(possible, 'or') });
}

/** The switches of a model in a fixed order. */
export function flagChoices(spec: ModelSpec): FlagName[] {
  return (Object.keys(flagLabels) as FlagName[]).filter((flag) => spec.flags[flag] !== undefined);
}

export interface ProviderFacts {
  firstFrame: 'file' | 'address' | 'none';
  length: string;
  key: string;
}

/** For `t`. */
export const firstFrameWords: Record<ProviderFacts['firstFrame'], string> = {
  file: key('from this computer'),
  address: key('public address only'),
  none: key('text only'),
};

const keyWords: Record<ProviderView['key']['source'], string> = {
  none: key('no key yet'),
  environment: key('from the environment'),
  keychain: key('in the keychain'),
  file: key('in a private file'),
  session: key('until Conch quits'),
  unreadable: key('cannot be read'),
};

/** One row of the provider picker: only what is known to be true. */
export function providerFacts({ models, key: { source } }: ProviderView): ProviderFacts {
  const sources = new Set(models.flatMap(({ image }) => image?.sources ?? []));
  const lengths = [...new Set(models.flatMap(({ durations }) => durations))].toSorted((a, b) => a - b);
  return {
    firstFrame: sources.has('file') ? 'file' : sources.has('url') ? 'address' : 'none',
    length: lengths.length === 0 ? t('fixed') : t('{{lengths}} s', { lengths: listOf(lengths.map(String)) }),
    key: t(keyWords[source]),
  };
}

import { escapeTemplate, expandTemplate, readTemplate } from '../../shared/batch/prompt-template.ts';
import type { ProviderView } from '../../shared/contract.ts';
import type { FlagName, ModelSpec } from '../../shared/model.ts';
import { flagNames } from '../../shared/model.ts';
import type { GenerationRequest } from '../../shared/request.ts';

/** What becomes of a draft. Pure; the store in draft.ts keeps the result. */

/** A request in the making. Every option may be absent: then the model's own default stands. */
export type Draft = Partial<GenerationRequest> & { prompt: string };

type Change = { [K in keyof GenerationRequest]?: GenerationRequest[K] | undefined };

const optionNames = [
  'modelId',
  'durationSeconds',
  'resolution',
  'promptOptimizer',
  'fastPretreatment',
  'watermark',
  'callbackUrl',
] as const;

/** The choices that are remembered for each provider, so that going back to it brings them back. */
export type Options = Pick<Draft, (typeof optionNames)[number]>;

export const emptyDraft: Draft = { prompt: '' };

/**
 * The draft with some fields changed; `undefined` takes a field away. Another first frame, or none, ends the lineage,
 * unless the change says what it continues.
 */
export function changed(draft: Draft, change: Change): Draft {
  const isOtherPicture = 'firstFrame' in change && !('continues' in change);
  const next = { ...draft, ...(isOtherPicture && { continues: undefined }), ...change };
  const present = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
  return { ...present, prompt: next.prompt ?? '' };
}

export function optionsOf(draft: Draft): Options {
  return Object.fromEntries(optionNames.filter((name) => draft[name] !== undefined).map((name) => [name, draft[name]]));
}

/** The draft at another provider: prompt and picture go along, the options are those that this provider had last. */
export function atProvider(draft: Draft, providerId: string, remembered: Options | undefined): Draft {
  const { durationSeconds, resolution } = draft;
  const options = remembered ?? { durationSeconds, resolution };
  const { prompt, firstFrame, continues } = draft;
  return changed({ prompt }, { providerId, firstFrame, continues, ...options });
}

/**
 * The draft that goes on from a clip: its settings and its prompt, to be edited. The picture comes from the clip itself;
 * where the clip's model takes none, the choice of the model is left open.
 */
export function continuationOf(request: GenerationRequest, models: readonly ModelSpec[]): Draft {
  const takesPicture = models.find(({ id }) => id === request.modelId)?.image !== undefined;
  const prompt = writtenFor(request.prompt);
  return changed(request, { prompt, firstFrame: undefined, ...(takesPicture ? {} : { modelId: undefined }) });
}

/** The provider that the draft names, else the easiest to begin with of those that have a key, else of all. */
export function providerOf(draft: Draft, providers: readonly ProviderView[]): ProviderView | undefined {
  const named = providers.find(({ id }) => id === draft.providerId);
  if (named !== undefined) return named;
  const keyed = providers.filter(hasKey);
  return (keyed.length > 0 ? keyed : providers).toSorted((one, other) => easeOf(other) - easeOf(one))[0];
}

/** Nobody's first clip should need a picture's address or have an unknown price, where another way is at hand. */
function easeOf({ models, prices }: ProviderView): number {
  return Number(models.some(({ image }) => image?.sources.includes('file'))) + Number(prices.length > 0);
}

export function hasKey({ key }: ProviderView): boolean {
  return key.source !== 'none' && key.source !== 'unreadable';
}

/** The model that the draft names, else the first one that can make something of what the draft holds. */
export function modelOf(draft: Draft, models: readonly ModelSpec[]): ModelSpec | undefined {
  const named = models.find(({ id }) => id === draft.modelId);
  if (named !== undefined) return named;
  const fits = (spec: ModelSpec) =>
    draft.firstFrame === undefined ? spec.image?.use !== 'required' : spec.image !== undefined;
  return models.find(fits) ?? models[0];
}

/**
 * The request that pressing Generate would send: exactly what the composer shows. A field is present only where the
 * model offers it; a picture stays even where it is not taken, so that `validate` says so instead of dropping it.
 */
export function requestOf(draft: Draft, providerId: string, spec: ModelSpec): GenerationRequest {
  const request: GenerationRequest = { providerId, modelId: spec.id, prompt: draft.prompt };
  if (draft.firstFrame !== undefined) {
    request.firstFrame = draft.firstFrame;
    if (draft.continues !== undefined) request.continues = draft.continues;
  }
  const durationSeconds = offered(draft.durationSeconds, spec.durations);
  if (durationSeconds !== undefined) request.durationSeconds = durationSeconds;
  const resolution = offered(draft.resolution, spec.resolutions);
  if (resolution !== undefined) request.resolution = resolution;
  for (const flag of flagNames) {
    const value = flagOf(draft, spec, flag);
    if (value !== undefined) request[flag] = value;
  }
  if (spec.callbackUrl && draft.callbackUrl !== undefined && draft.callbackUrl !== '')
    request.callbackUrl = draft.callbackUrl;
  return request;
}

/** The chosen value where the model has it, else the model's default; undefined where it offers no choice. */
function offered<T>(chosen: T | undefined, values: readonly T[]): T | undefined {
  return chosen !== undefined && values.includes(chosen) ? chosen : values[0];
}

function flagOf(draft: Draft, spec: ModelSpec, flag: FlagName): boolean | undefined {
  const byDefault = spec.flags[flag];
  return byDefault === undefined ? undefined : (draft[flag] ?? byDefault);
}

/** The text as it has to be written, so that it stands for itself: prompts of clips hold no choices and no variables. */
export function writtenFor(prompt: string): string {
  const { isPlain, problems } = readTemplate(prompt);
  const [only] = isPlain && problems.length === 0 ? expandTemplate(readTemplate(prompt), {}) : [];
  return only === prompt ? prompt : escapeTemplate(prompt);
}

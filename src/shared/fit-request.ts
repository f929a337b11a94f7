import { flagNames, type ModelSpec } from './model.ts';
import type { GenerationRequest } from './request.ts';
import { isRefusedPair } from './validate.ts';

/**
 * What is asked for, put into the form that a provider offers. Options that the model does not offer are left out, and
 * what it does not offer in this form becomes its nearest; the prompt and the picture stay as they are, so that
 * `validate` says where they do not fit instead of something being dropped in silence. Pure.
 */

export type Wish = Omit<GenerationRequest, 'providerId' | 'modelId'> & { modelId?: string | undefined };

export interface FittingProvider {
  id: string;
  models: readonly ModelSpec[];
}

/** Undefined only for a provider without models. */
export function fitRequest(
  wish: Wish,
  { id: providerId, models }: FittingProvider,
): { request: GenerationRequest; model: ModelSpec } | undefined {
  const model = fittingModel(wish, models);
  if (model === undefined) return undefined;
  const { prompt, firstFrame, continues, callbackUrl } = wish;
  const request: GenerationRequest = { providerId, modelId: model.id, prompt };
  if (firstFrame !== undefined) {
    request.firstFrame = firstFrame;
    if (continues !== undefined) request.continues = continues;
  }
  const durationSeconds = offered(wish.durationSeconds, model.durations);
  if (durationSeconds !== undefined) request.durationSeconds = durationSeconds;
  // The length goes before the sharpness: it is what the clip is about.
  const possible = model.resolutions.filter((one) => !isRefusedPair(model, durationSeconds, one));
  const resolution = offered(wish.resolution, possible.length > 0 ? possible : model.resolutions);
  if (resolution !== undefined) request.resolution = resolution;
  for (const flag of flagNames) {
    const byDefault = model.flags[flag];
    if (byDefault !== undefined) request[flag] = wish[flag] ?? byDefault;
  }
  if (model.callbackUrl && callbackUrl !== undefined && callbackUrl !== '') request.callbackUrl = callbackUrl;
  return { request, model };
}

/** The one that was asked for where it takes what there is; else the first that does; else whatever comes first. */
function fittingModel(
  { modelId, firstFrame }: Pick<Wish, 'modelId' | 'firstFrame'>,
  models: readonly ModelSpec[],
): ModelSpec | undefined {
  const takes = ({ image }: ModelSpec): boolean =>
    firstFrame === undefined ? image?.use !== 'required' : image !== undefined;
  const named = models.find(({ id }) => id === modelId);
  return named !== undefined && takes(named) ? named : (models.find(takes) ?? named ?? models[0]);
}

function offered<T>(wished: T | undefined, values: readonly T[]): T | undefined {
  return wished !== undefined && values.includes(wished) ? wished : values[0];
}

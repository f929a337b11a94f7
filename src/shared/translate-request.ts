import { fitRequest, type FittingProvider } from './fit-request.ts';
import type { ImageHostState } from './image-host.ts';
import { flagNames, type FlagName, type ModelSpec } from './model.ts';
import type { GenerationRequest } from './request.ts';
import { says, type Said } from './sentence.ts';
import { hasErrors, validate, type Issue } from './validate.ts';

/** One shot for several providers: what each would make of it, and what differs. Pure. */

export interface ComparedProvider extends FittingProvider {
  name: string;
}

/** The shot as one provider would be asked for it. */
export interface Translation {
  providerId: string;
  modelId: string;
  request: GenerationRequest;
  /** What is otherwise here than was asked for, in plain sentences. */
  differences: Said[];
  /** Why it cannot be sent here, or not yet. Empty: it can. */
  refusals: Said[];
  /** Everything that `validate` says, with its fixes. */
  issues: Issue[];
}

export interface Comparison {
  shots: Translation[];
  /** What differs between the providers, in plain sentences: "768P at Novita." */
  differences: Said[];
}

export const fewestCompared = 2;
export const mostCompared = 5;

/** Undefined only for a provider without models. */
export function translateRequest(
  shot: GenerationRequest,
  provider: ComparedProvider,
  circumstances: { imageHost: ImageHostState },
): Translation | undefined {
  // A model's id means something at its own provider alone.
  const modelId = provider.id === shot.providerId ? shot.modelId : undefined;
  const fitting = fitRequest({ ...shot, modelId }, provider);
  if (fitting === undefined) return undefined;
  const { request, model } = fitting;
  const issues = validate(request, provider.models, circumstances);
  const errors = issues.filter(({ severity }) => severity === 'error');
  return {
    providerId: provider.id,
    modelId: model.id,
    request,
    differences: [
      ...durationDifference(shot, request, model),
      ...resolutionDifference(shot, request, model),
      ...flagNames.flatMap((flag) => flagDifference(flag, shot, request)),
      ...callbackDifference(shot, request),
    ],
    refusals: errors.map(({ message, said }) => ({ message, said })),
    issues,
  };
}

export function compareShots(
  shot: GenerationRequest,
  providers: readonly ComparedProvider[],
  imageHostOf: (providerId: string) => ImageHostState,
): Comparison {
  const shots = providers.flatMap((provider) => {
    const translation = translateRequest(shot, provider, { imageHost: imageHostOf(provider.id) });
    return translation === undefined ? [] : [translation];
  });
  const nameOf = (id: string): string => providers.find((provider) => provider.id === id)?.name ?? id;
  const possible = shots.filter(({ issues }) => !hasErrors(issues));
  return { shots, differences: between(possible, nameOf) };
}

function between(shots: readonly Translation[], nameOf: (id: string) => string): Said[] {
  const groups = <T>(read: (request: GenerationRequest) => T): Map<T, string> => {
    const found = new Map<T, string[]>();
    for (const { request } of shots) {
      const value = read(request);
      found.set(value, [...(found.get(value) ?? []), nameOf(request.providerId)]);
    }
    return new Map([...found].map(([value, names]) => [value, names.join(', ')]));
  };
  const told: Said[] = [];
  const durations = groups(({ durationSeconds }) => durationSeconds);
  if (durations.size > 1) {
    for (const [durationSeconds, names] of durations) {
      told.push(
        durationSeconds === undefined
          ? says('{{names}}: the length cannot be chosen.', { names })
          : says('{{names}}: {{durationSeconds}} s.', { names, durationSeconds }),
      );
    }
  }
  const resolutions = groups(({ resolution }) => resolution);
  if (resolutions.size > 1) {
    for (const [resolution, names] of resolutions) {
      told.push(
        resolution === undefined
          ? says('{{names}}: the resolution cannot be chosen.', { names })
          : says('{{names}}: {{resolution}}.', { names, resolution }),
      );
    }
  }
  for (const flag of flagNames) {
    const settings = groups((request) => request[flag]);
    const isOnForAll = settings.size === 1 && settings.has(true) && shots.length > 1;
    if (isOnForAll) told.push(onForAll[flag]());
    else if (settings.size > 1) {
      for (const [isOn, names] of settings) {
        if (isOn !== undefined) told.push(isOn ? onAt[flag](names) : offAt[flag](names));
      }
    }
  }
  return told;
}

function durationDifference(shot: GenerationRequest, request: GenerationRequest, { durations }: ModelSpec): Said[] {
  const wished = shot.durationSeconds;
  const made = request.durationSeconds;
  if (wished === undefined || wished === made) return [];
  if (made === undefined || durations.length === 0) return [says('The length cannot be chosen here.')];
  return [says('{{made}} s here instead of {{wished}} s.', { made, wished })];
}

function resolutionDifference(shot: GenerationRequest, request: GenerationRequest, spec: ModelSpec): Said[] {
  const wished = shot.resolution;
  const made = request.resolution;
  if (wished === undefined || wished === made) return [];
  if (made === undefined) return [says('The resolution cannot be chosen here.')];
  if (spec.resolutions.includes(wished)) {
    const durationSeconds = request.durationSeconds ?? 0;
    return [says('{{made}} here: {{wished}} is not made at {{durationSeconds}} s.', { made, wished, durationSeconds })];
  }
  return [says('{{made}} here instead of {{wished}}.', { made, wished })];
}

/** Only what was switched otherwise than the provider does by itself is worth a word. */
function flagDifference(flag: FlagName, shot: GenerationRequest, request: GenerationRequest): Said[] {
  const wished = shot[flag];
  const made = request[flag];
  if (wished !== undefined && made === undefined) return [noSwitch[flag]()];
  return [];
}

function callbackDifference({ callbackUrl }: GenerationRequest, request: GenerationRequest): Said[] {
  if (callbackUrl === undefined || callbackUrl === '' || request.callbackUrl !== undefined) return [];
  return [says('Nobody is called back from here.')];
}

const noSwitch: Record<FlagName, () => Said> = {
  promptOptimizer: () => says('Optimizing the prompt cannot be switched here.'),
  fastPretreatment: () => says('There is no fast pretreatment here.'),
  watermark: () => says('The watermark cannot be switched here.'),
};

const onForAll: Record<FlagName, () => Said> = {
  promptOptimizer: () => says('The prompt is optimized by all.'),
  fastPretreatment: () => says('Fast pretreatment is on for all.'),
  watermark: () => says('All put a watermark on.'),
};

const onAt: Record<FlagName, (names: string) => Said> = {
  promptOptimizer: (names) => says('{{names}}: the prompt is optimized.', { names }),
  fastPretreatment: (names) => says('{{names}}: fast pretreatment is on.', { names }),
  watermark: (names) => says('{{names}}: with a watermark.', { names }),
};

const offAt: Record<FlagName, (names: string) => Said> = {
  promptOptimizer: (names) => says('{{names}}: the prompt is taken as it is.', { names }),
  fastPretreatment: (names) => says('{{names}}: fast pretreatment is off.', { names }),
  watermark: (names) => says('{{names}}: without a watermark.', { names }),
};

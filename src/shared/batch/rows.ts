import { fitRequest } from '../fit-request.ts';
import { flagNames } from '../model.ts';
import type { GenerationRequest } from '../request.ts';
import type { ListRow } from './list.ts';
import type { Draft, PlannedProvider } from './plan.ts';

/**
 * The requests that rows stand for. What a row leaves open comes from `base`, the request as it is composed, as far as
 * the row's model offers it. What a row says is kept as it says it, so that what does not fit is named.
 */
export function draftsOf(
  rows: readonly ListRow[],
  base: GenerationRequest,
  providers: readonly PlannedProvider[],
): Draft[] {
  return rows.map((row) => ({ request: requestOf(row, base, providers), tags: row.tags, line: row.line }));
}

function requestOf(row: ListRow, base: GenerationRequest, providers: readonly PlannedProvider[]): GenerationRequest {
  const { continues: _ended, firstFrame: _former, ...rest } = base;
  const said = saidBy(row);
  const providerId = row.providerId ?? base.providerId;
  const isElsewhere = providerId !== base.providerId;
  const wish = { ...rest, modelId: isElsewhere ? undefined : base.modelId, ...said };
  const provider = providers.find(({ id }) => id === providerId);
  const fitting = provider && fitRequest(wish, provider);
  return { ...(fitting?.request ?? { ...wish, modelId: wish.modelId ?? base.modelId }), ...said, providerId };
}

function saidBy({ image, prompt, modelId, durationSeconds, resolution, ...row }: ListRow) {
  const said: Partial<GenerationRequest> = {};
  if (prompt !== undefined) said.prompt = prompt;
  if (modelId !== undefined) said.modelId = modelId;
  if (durationSeconds !== undefined) said.durationSeconds = durationSeconds;
  if (resolution !== undefined) said.resolution = resolution;
  for (const flag of flagNames) if (row[flag] !== undefined) said[flag] = row[flag];
  if (image?.kind === 'picture') said.firstFrame = { kind: 'picture', picture: image.picture };
  if (image?.kind === 'url') said.firstFrame = { kind: 'url', url: image.url };
  return said;
}

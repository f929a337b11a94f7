import { findCameraMarks, respellCameraMoves } from './camera-moves.ts';
import type { ImageRules, ModelSpec } from './model.ts';
import { judgeUrl } from './public-url.ts';
import type { GenerationRequest, Picture } from './request.ts';

/** The field of the composer that a trouble belongs to. */
export type Field =
  | 'prompt'
  | 'firstFrame'
  | 'provider'
  | 'model'
  | 'duration'
  | 'resolution'
  | 'callbackUrl'
  | 'flags';

/** One click that mends it: the fields to change. `undefined` takes a field away. */
export interface Fix {
  label: string;
  change: { [K in keyof GenerationRequest]?: GenerationRequest[K] | undefined };
}

export interface Issue {
  field: Field;
  /** An `error` is refused before anything is sent; a `warning` is only said. */
  severity: 'error' | 'warning';
  message: string;
  fixes: Fix[];
}

/**
 * Everything that the provider would refuse, found before paying. Runs on every keystroke in the composer and again
 * in the core before the request leaves.
 */
export function validate(request: GenerationRequest, models: readonly ModelSpec[]): Issue[] {
  const spec = models.find(({ id }) => id === request.modelId);
  if (spec === undefined) return [error('model', 'This provider has no such model. Choose another one.')];
  return [
    ...promptIssues(request, spec),
    ...firstFrameIssues(request, spec, models),
    ...optionIssues(request, spec),
    ...callbackIssues(request, spec),
  ];
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}

function promptIssues({ prompt }: GenerationRequest, spec: ModelSpec): Issue[] {
  if (prompt.trim() === '') return [error('prompt', 'Write a prompt: what should be seen?')];
  const issues: Issue[] = [];
  const over = prompt.length - spec.promptMaxLength;
  if (over > 0) {
    issues.push(error('prompt', `The prompt is ${over} over the limit of ${spec.promptMaxLength} characters.`));
  }
  const clean = prompt.replace(invisible, '');
  if (clean !== prompt) {
    issues.push(
      error('prompt', 'The prompt holds invisible control characters, which the model refuses.', {
        label: 'Remove them',
        change: { prompt: clean },
      }),
    );
  }
  return [...issues, ...cameraIssues(prompt)];
}

/** C0 and C1 controls but not tab and line breaks: MiniMax answers 1042 for these. */
// oxlint-disable-next-line no-control-regex -- finding them is the point
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

function cameraIssues(prompt: string): Issue[] {
  const unknown = findCameraMarks(prompt).flatMap(({ moves }) => moves.filter(({ known }) => !known));
  const first = unknown[0];
  if (first === undefined) return [];
  const message = `[${first.text}] is not a camera move. The model reads it as text.`;
  if (first.suggestion === undefined) return [warning('prompt', message)];
  return [
    warning('prompt', message, { label: `Use [${first.suggestion}]`, change: { prompt: respellCameraMoves(prompt) } }),
  ];
}

function firstFrameIssues(request: GenerationRequest, spec: ModelSpec, models: readonly ModelSpec[]): Issue[] {
  const { firstFrame } = request;
  const rules = spec.image;
  if (firstFrame === undefined) {
    if (rules?.use !== 'required') return [];
    const textModel = models.find(({ image }) => image?.use !== 'required');
    return [
      error(
        'firstFrame',
        `${spec.name} starts from a picture. Add a first frame.`,
        ...(textModel ? [{ label: `Use ${textModel.name}`, change: { modelId: textModel.id } }] : []),
      ),
    ];
  }
  const remove: Fix = { label: 'Remove the picture', change: { firstFrame: undefined } };
  if (rules === undefined) {
    const imageModel = models.find(({ image }) => image !== undefined);
    return [
      error(
        'firstFrame',
        `${spec.name} takes no picture.`,
        ...(imageModel ? [{ label: `Use ${imageModel.name}`, change: { modelId: imageModel.id } }] : []),
        remove,
      ),
    ];
  }
  const warnings = rules.warning === undefined ? [] : [warning('firstFrame', rules.warning)];
  if (firstFrame.kind === 'url') return [...urlIssues(firstFrame.url, rules), ...warnings];
  if (!rules.sources.includes('file')) {
    return [
      error(
        'firstFrame',
        'This provider fetches the picture itself, so it takes only a public https address, not a file from this computer.',
        remove,
      ),
    ];
  }
  return [...pictureIssues(firstFrame.picture, rules).map((message) => error('firstFrame', message)), ...warnings];
}

function urlIssues(url: string, rules: ImageRules): Issue[] {
  if (!rules.sources.includes('url')) return [error('firstFrame', 'This provider takes only a picture file.')];
  switch (judgeUrl(url)) {
    case 'public':
      return [];
    case 'insecure':
      return [warning('firstFrame', 'The address starts with http://. Some providers fetch pictures over https only.')];
    case 'private':
      return [
        error('firstFrame', 'Only this computer or network can reach that address; the provider has to fetch it.'),
      ];
    case 'data':
      return [
        error(
          'firstFrame',
          'That is the picture itself (a data: address). Choose the image as a file, or give a public https address.',
        ),
      ];
    case 'invalid':
      return [error('firstFrame', 'That is not an address of a picture. It should start with https://')];
  }
}

/** What the model's rules say against a picture, one sentence each. */
function pictureIssues(picture: Picture, rules: ImageRules): string[] {
  const { type, sizeBytes, widthPixels, heightPixels } = picture;
  const messages: string[] = [];
  if (!rules.types.includes(type)) {
    messages.push(`The picture is ${typeName(type)}; this model takes ${listOf(rules.types.map(typeName))}.`);
  }
  if (sizeBytes > rules.maxBytes) {
    messages.push(`The picture is ${megabytes(sizeBytes)}; this model takes at most ${megabytes(rules.maxBytes)}.`);
  }
  if (Math.min(widthPixels, heightPixels) <= rules.shortSideOverPixels) {
    messages.push(
      `The picture is ${widthPixels} × ${heightPixels}; its shorter side must be more than ${rules.shortSideOverPixels} pixels.`,
    );
  }
  const ratio = widthPixels / heightPixels;
  const tooNarrow = rules.ratioExclusive ? ratio <= rules.minRatio : ratio < rules.minRatio;
  const tooWide = rules.ratioExclusive ? ratio >= rules.maxRatio : ratio > rules.maxRatio;
  if (tooNarrow || tooWide) {
    messages.push(
      `The picture is too ${tooWide ? 'wide' : 'tall'}: ${widthPixels} × ${heightPixels}. This model takes ratios from 2:5 to 5:2 and would refuse it after the wait.`,
    );
  }
  return messages;
}

function optionIssues(request: GenerationRequest, spec: ModelSpec): Issue[] {
  const issues: Issue[] = [];
  const { durationSeconds, resolution } = request;
  if (durationSeconds !== undefined && !spec.durations.includes(durationSeconds)) {
    issues.push(
      error('duration', `${spec.name} does not make clips of ${durationSeconds} s.`, {
        label: 'Use its own length',
        change: { durationSeconds: spec.durations[0] },
      }),
    );
  }
  if (resolution !== undefined && !spec.resolutions.includes(resolution)) {
    issues.push(
      error('resolution', `${spec.name} does not make ${resolution}.`, {
        label: 'Use its own resolution',
        change: { resolution: spec.resolutions[0] },
      }),
    );
  }
  if (isRefusedPair(spec, durationSeconds, resolution)) {
    const shorter = spec.durations.find((seconds) => !isRefusedPair(spec, seconds, resolution));
    const coarser = spec.resolutions.find((other) => !isRefusedPair(spec, durationSeconds, other));
    issues.push(
      error(
        'resolution',
        `${resolution} only at ${shorter ?? 6} s with this model.`,
        ...(shorter === undefined ? [] : [{ label: `Use ${shorter} s`, change: { durationSeconds: shorter } }]),
        ...(coarser === undefined ? [] : [{ label: `Use ${coarser}`, change: { resolution: coarser } }]),
      ),
    );
  }
  for (const flag of ['promptOptimizer', 'fastPretreatment', 'watermark'] as const) {
    if (request[flag] !== undefined && spec.flags[flag] === undefined) {
      issues.push(
        error('flags', `${spec.name} has no switch of that kind.`, {
          label: 'Leave it out',
          change: { [flag]: undefined },
        }),
      );
    }
  }
  return issues;
}

export function isRefusedPair(
  spec: ModelSpec,
  durationSeconds: number | undefined,
  resolution: string | undefined,
): boolean {
  return spec.refusedPairs.some((pair) => pair.durationSeconds === durationSeconds && pair.resolution === resolution);
}

function callbackIssues({ callbackUrl }: GenerationRequest, spec: ModelSpec): Issue[] {
  if (callbackUrl === undefined || callbackUrl === '') return [];
  const remove: Fix = { label: 'Leave it out', change: { callbackUrl: undefined } };
  if (!spec.callbackUrl) return [error('callbackUrl', 'This model calls nobody back.', remove)];
  switch (judgeUrl(callbackUrl)) {
    case 'public':
      return [];
    case 'private':
      return [
        error(
          'callbackUrl',
          'The provider cannot reach that address from outside; the request could fail because of it.',
          remove,
        ),
      ];
    case 'insecure':
    case 'data':
    case 'invalid':
      return [error('callbackUrl', 'That is not the address of a server. It should start with https://', remove)];
  }
}

function error(field: Field, message: string, ...fixes: Fix[]): Issue {
  return { field, severity: 'error', message, fixes };
}

function warning(field: Field, message: string, ...fixes: Fix[]): Issue {
  return { field, severity: 'warning', message, fixes };
}

function typeName(type: string): string {
  return type.replace('image/', '').toUpperCase();
}

function listOf(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

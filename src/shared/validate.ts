import { findCameraMarks, respellCameraMoves } from './camera-moves.ts';
import { imageHostSentences, type ImageHostState } from './image-host.ts';
import type { ImageRules, ModelSpec } from './model.ts';
import type { PictureFix } from './picture/fix.ts';
import { fixesFor } from './picture/fixes.ts';
import { judgePicture } from './picture/judge.ts';
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

/** One click that mends it: other fields, or another picture that the window makes of this one. */
export type Fix = FieldFix | PictureFix;

export interface FieldFix {
  kind: 'fields';
  label: string;
  /** `undefined` takes a field away. */
  change: { [K in keyof GenerationRequest]?: GenerationRequest[K] | undefined };
}

export interface Issue {
  field: Field;
  /** An `error` is refused before anything is sent; a `warning` is only said. */
  severity: 'error' | 'warning';
  message: string;
  fixes: Fix[];
  /** The tab of the settings where the person can mend it. */
  opens?: 'image-host';
}

/** What counts besides the request itself. */
export interface Circumstances {
  /** What the person's own image host can do for this provider. */
  imageHost: ImageHostState;
}

/**
 * Everything that the provider would refuse, found before paying. Runs on every keystroke in the composer and again
 * in the core before the request leaves.
 */
export function validate(
  request: GenerationRequest,
  models: readonly ModelSpec[],
  { imageHost }: Circumstances = { imageHost: 'absent' },
): Issue[] {
  const spec = models.find(({ id }) => id === request.modelId);
  if (spec === undefined) return [error('model', 'This provider has no such model. Choose another one.')];
  return [
    ...promptIssues(request, spec),
    ...firstFrameIssues(request, spec, models, imageHost),
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
      error(
        'prompt',
        'The prompt holds invisible control characters, which the model refuses.',
        fieldFix('Remove them', { prompt: clean }),
      ),
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
  return [warning('prompt', message, fieldFix(`Use [${first.suggestion}]`, { prompt: respellCameraMoves(prompt) }))];
}

function firstFrameIssues(
  request: GenerationRequest,
  spec: ModelSpec,
  models: readonly ModelSpec[],
  imageHost: ImageHostState,
): Issue[] {
  const { firstFrame } = request;
  const rules = spec.image;
  if (firstFrame === undefined) {
    if (rules?.use !== 'required') return [];
    const textModel = models.find(({ image }) => image?.use !== 'required');
    return [
      error(
        'firstFrame',
        `${spec.name} starts from a picture. Add a first frame.`,
        ...(textModel ? [fieldFix(`Use ${textModel.name}`, { modelId: textModel.id })] : []),
      ),
    ];
  }
  const remove = fieldFix('Remove the picture', { firstFrame: undefined });
  if (rules === undefined) {
    const imageModel = models.find(({ image }) => image !== undefined);
    return [
      error(
        'firstFrame',
        `${spec.name} takes no picture.`,
        ...(imageModel ? [fieldFix(`Use ${imageModel.name}`, { modelId: imageModel.id })] : []),
        remove,
      ),
    ];
  }
  const warnings = rules.warning === undefined ? [] : [warning('firstFrame', rules.warning)];
  if (firstFrame.kind === 'url') return [...urlIssues(firstFrame.url, rules), ...warnings];
  if (!rules.sources.includes('file') && imageHost !== 'ready') {
    return [{ ...error('firstFrame', imageHostSentences[imageHost], remove), opens: 'image-host' }];
  }
  if (rules.saferByUrl === true && imageHost === 'absent') {
    const safer = 'With an image host (in Settings) it goes by its address, which is the surer way.';
    const doubt = warning('firstFrame', [rules.warning, safer].filter(Boolean).join(' '));
    return [...pictureIssues(firstFrame.picture, rules, remove), { ...doubt, opens: 'image-host' }];
  }
  return [...pictureIssues(firstFrame.picture, rules, remove), ...warnings];
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

/** One issue for each rule that the picture breaks. The fixes stand at the first one, since each of them mends all. */
function pictureIssues(picture: Picture, rules: ImageRules, remove: Fix): Issue[] {
  const breaches = judgePicture(picture, rules);
  const fixes = fixesFor(picture, rules);
  return breaches.map(({ severity, message }, index) => {
    const isHopeless = severity === 'error' && fixes.length === 0;
    if (index > 0) return { field: 'firstFrame', severity, message, fixes: [] };
    return {
      field: 'firstFrame',
      severity,
      message: isHopeless ? `${message} It cannot be made to fit; choose another one.` : message,
      fixes: isHopeless ? [remove] : fixes,
    };
  });
}

function optionIssues(request: GenerationRequest, spec: ModelSpec): Issue[] {
  const issues: Issue[] = [];
  const { durationSeconds, resolution } = request;
  if (durationSeconds !== undefined && !spec.durations.includes(durationSeconds)) {
    issues.push(
      error(
        'duration',
        `${spec.name} does not make clips of ${durationSeconds} s.`,
        fieldFix('Use its own length', { durationSeconds: spec.durations[0] }),
      ),
    );
  }
  if (resolution !== undefined && !spec.resolutions.includes(resolution)) {
    issues.push(
      error(
        'resolution',
        `${spec.name} does not make ${resolution}.`,
        fieldFix('Use its own resolution', { resolution: spec.resolutions[0] }),
      ),
    );
  }
  if (isRefusedPair(spec, durationSeconds, resolution)) {
    const shorter = spec.durations.find((seconds) => !isRefusedPair(spec, seconds, resolution));
    const coarser = spec.resolutions.find((other) => !isRefusedPair(spec, durationSeconds, other));
    issues.push(
      error(
        'resolution',
        `${resolution} only at ${shorter ?? 6} s with this model.`,
        ...(shorter === undefined ? [] : [fieldFix(`Use ${shorter} s`, { durationSeconds: shorter })]),
        ...(coarser === undefined ? [] : [fieldFix(`Use ${coarser}`, { resolution: coarser })]),
      ),
    );
  }
  for (const flag of ['promptOptimizer', 'fastPretreatment', 'watermark'] as const) {
    if (request[flag] !== undefined && spec.flags[flag] === undefined) {
      issues.push(
        error('flags', `${spec.name} has no switch of that kind.`, fieldFix('Leave it out', { [flag]: undefined })),
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
  const remove = fieldFix('Leave it out', { callbackUrl: undefined });
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

function fieldFix(label: string, change: FieldFix['change']): FieldFix {
  return { kind: 'fields', label, change };
}

function error(field: Field, message: string, ...fixes: Fix[]): Issue {
  return { field, severity: 'error', message, fixes };
}

function warning(field: Field, message: string, ...fixes: Fix[]): Issue {
  return { field, severity: 'warning', message, fixes };
}

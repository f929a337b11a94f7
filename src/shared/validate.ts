import { cameraDoubts } from './camera-doubts.ts';
import { imageHostTrouble, type ImageHostState } from './image-host.ts';
import type { ImageRules, ModelSpec } from './model.ts';
import type { PictureFix } from './picture/fix.ts';
import { fixesFor } from './picture/fixes.ts';
import { judgePicture } from './picture/judge.ts';
import { judgeUrl } from './public-url.ts';
import type { GenerationRequest, Picture } from './request.ts';
import { inEnglish, says, sentence, type Sentence } from './sentence.ts';

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
  /** The label for translation. */
  said: Sentence[];
  /** `undefined` takes a field away. */
  change: { [K in keyof GenerationRequest]?: GenerationRequest[K] | undefined };
}

export interface Issue {
  field: Field;
  /** An `error` is refused before anything is sent; a `warning` is only said. */
  severity: 'error' | 'warning';
  message: string;
  said: Sentence[];
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
  if (spec === undefined) return [error('model', sentence('This provider has no such model. Choose another one.'))];
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
  if (prompt.trim() === '') return [error('prompt', sentence('Write a prompt: what should be seen?'))];
  const issues: Issue[] = [];
  const over = prompt.length - spec.promptMaxLength;
  if (over > 0) {
    issues.push(
      error(
        'prompt',
        sentence('The prompt is {{over}} over the limit of {{limit}} characters.', {
          over,
          limit: spec.promptMaxLength,
        }),
      ),
    );
  }
  const clean = prompt.replace(invisible, '');
  if (clean !== prompt) {
    issues.push(
      error(
        'prompt',
        sentence('The prompt holds invisible control characters, which the model refuses.'),
        fieldFix(sentence('Remove them'), { prompt: clean }),
      ),
    );
  }
  return [...issues, ...cameraIssues(prompt)];
}

/** C0 and C1 controls but not tab and line breaks: MiniMax answers 1042 for these. */
// oxlint-disable-next-line no-control-regex -- finding them is the point
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** More at once would be a wall of words; the next ones show when these are mended. */
const mostCameraIssues = 2;

export function cameraIssues(prompt: string): Issue[] {
  return cameraDoubts(prompt)
    .slice(0, mostCameraIssues)
    .map(({ why, fixes }) =>
      warning('prompt', why, ...fixes.map(({ label, prompt: mended }) => fieldFix(label, { prompt: mended }))),
    );
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
        sentence('{{model}} starts from a picture. Add a first frame.', { model: spec.name }),
        ...(textModel ? [fieldFix(sentence('Use {{name}}', { name: textModel.name }), { modelId: textModel.id })] : []),
      ),
    ];
  }
  const remove = fieldFix(sentence('Remove the picture'), { firstFrame: undefined });
  if (rules === undefined) {
    const imageModel = models.find(({ image }) => image !== undefined);
    return [
      error(
        'firstFrame',
        sentence('{{model}} takes no picture.', { model: spec.name }),
        ...(imageModel
          ? [fieldFix(sentence('Use {{name}}', { name: imageModel.name }), { modelId: imageModel.id })]
          : []),
        remove,
      ),
    ];
  }
  const warnings = rules.warning === undefined ? [] : [warning('firstFrame', ofModel(rules.warning))];
  if (firstFrame.kind === 'url') return [...urlIssues(firstFrame.url, rules), ...warnings];
  if (!rules.sources.includes('file') && imageHost !== 'ready') {
    return [{ ...error('firstFrame', imageHostTrouble(imageHost), remove), opens: 'image-host' }];
  }
  if (rules.saferByUrl === true && imageHost === 'absent') {
    const safer = sentence('With an image host (in Settings) it goes by its address, which is the surer way.');
    const doubt = warning('firstFrame', rules.warning === undefined ? safer : [ofModel(rules.warning), safer]);
    return [...pictureIssues(firstFrame.picture, rules, remove), { ...doubt, opens: 'image-host' }];
  }
  return [...pictureIssues(firstFrame.picture, rules, remove), ...warnings];
}

function urlIssues(url: string, rules: ImageRules): Issue[] {
  if (!rules.sources.includes('url'))
    return [error('firstFrame', sentence('This provider takes only a picture file.'))];
  switch (judgeUrl(url)) {
    case 'public':
      return [];
    case 'insecure':
      return [
        warning(
          'firstFrame',
          sentence('The address starts with http://. Some providers fetch pictures over https only.'),
        ),
      ];
    case 'private':
      return [
        error(
          'firstFrame',
          sentence('Only this computer or network can reach that address; the provider has to fetch it.'),
        ),
      ];
    case 'data':
      return [
        error(
          'firstFrame',
          sentence(
            'That is the picture itself (a data: address). Choose the image as a file, or give a public https address.',
          ),
        ),
      ];
    case 'invalid':
      return [error('firstFrame', sentence('That is not an address of a picture. It should start with https://'))];
  }
}

/** One issue for each rule that the picture breaks. The fixes stand at the first one, since each of them mends all. */
function pictureIssues(picture: Picture, rules: ImageRules, remove: Fix): Issue[] {
  const breaches = judgePicture(picture, rules);
  const fixes = fixesFor(picture, rules);
  return breaches.map(({ severity, message, said }, index) => {
    const isHopeless = severity === 'error' && fixes.length === 0;
    if (index > 0) return { field: 'firstFrame', severity, message, said, fixes: [] };
    return {
      field: 'firstFrame',
      severity,
      ...(isHopeless ? says(...said, sentence('It cannot be made to fit; choose another one.')) : { message, said }),
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
        sentence('{{model}} does not make clips of {{durationSeconds}} s.', { model: spec.name, durationSeconds }),
        fieldFix(sentence('Use its own length'), { durationSeconds: spec.durations[0] }),
      ),
    );
  }
  if (resolution !== undefined && !spec.resolutions.includes(resolution)) {
    issues.push(
      error(
        'resolution',
        sentence('{{model}} does not make {{resolution}}.', { model: spec.name, resolution }),
        fieldFix(sentence('Use its own resolution'), { resolution: spec.resolutions[0] }),
      ),
    );
  }
  if (isRefusedPair(spec, durationSeconds, resolution)) {
    const shorter = spec.durations.find((seconds) => !isRefusedPair(spec, seconds, resolution));
    const coarser = spec.resolutions.find((other) => !isRefusedPair(spec, durationSeconds, other));
    issues.push(
      error(
        'resolution',
        sentence('{{resolution}} only at {{seconds}} s with this model.', {
          resolution: resolution ?? '',
          seconds: shorter ?? 6,
        }),
        ...(shorter === undefined
          ? []
          : [fieldFix(sentence('Use {{seconds}} s', { seconds: shorter }), { durationSeconds: shorter })]),
        ...(coarser === undefined
          ? []
          : [fieldFix(sentence('Use {{name}}', { name: coarser }), { resolution: coarser })]),
      ),
    );
  }
  for (const flag of ['promptOptimizer', 'fastPretreatment', 'watermark'] as const) {
    if (request[flag] !== undefined && spec.flags[flag] === undefined) {
      issues.push(
        error(
          'flags',
          sentence('{{model}} has no switch of that kind.', { model: spec.name }),
          fieldFix(sentence('Leave it out'), { [flag]: undefined }),
        ),
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
  const remove = fieldFix(sentence('Leave it out'), { callbackUrl: undefined });
  if (!spec.callbackUrl) return [error('callbackUrl', sentence('This model calls nobody back.'), remove)];
  switch (judgeUrl(callbackUrl)) {
    case 'public':
      return [];
    case 'private':
      return [
        error(
          'callbackUrl',
          sentence('The provider cannot reach that address from outside; the request could fail because of it.'),
          remove,
        ),
      ];
    case 'insecure':
    case 'data':
    case 'invalid':
      return [
        error('callbackUrl', sentence('That is not the address of a server. It should start with https://'), remove),
      ];
  }
}

function fieldFix(label: Sentence, change: FieldFix['change']): FieldFix {
  return { kind: 'fields', label: inEnglish(label), said: [label], change };
}

function error(field: Field, words: Sentence | readonly Sentence[], ...fixes: Fix[]): Issue {
  return { field, severity: 'error', ...says(...[words].flat()), fixes };
}

function warning(field: Field, words: Sentence | readonly Sentence[], ...fixes: Fix[]): Issue {
  return { field, severity: 'warning', ...says(...[words].flat()), fixes };
}

/** A doubt about a model stands in its provider's own file, as plain text that is translated like any other. */
function ofModel(text: string): Sentence {
  return { template: text };
}

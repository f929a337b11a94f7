import { useMemo } from 'react';
import type { VariableValues } from '../../shared/batch/prompt-template.ts';
import type { ProviderView } from '../../shared/contract.ts';
import type { ImageHostState } from '../../shared/image-host.ts';
import type { ModelSpec } from '../../shared/model.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { cameraIssues, validate, type Field, type Issue } from '../../shared/validate.ts';
import { modelOf, providerOf, requestOf } from '../store/draft-rules.ts';
import { useDraft } from '../store/draft.ts';
import { useImageHostOf } from '../store/image-host-of.ts';
import { useSession } from '../store/session.ts';
import { valuesOf } from './variables/variable-values.ts';
import { writtenPrompts, type WrittenPrompts } from './written-prompts.ts';

/** Everything that the composer draws, worked out from the draft and from what the chosen model accepts. */
export interface Composition {
  provider: ProviderView;
  spec: ModelSpec;
  /** As it is written: its prompt may stand for several. */
  request: GenerationRequest;
  /** What the variables of the prompt stand for. */
  values: VariableValues;
  /** What the prompt stands for. Absent: for itself. */
  prompts?: WrittenPrompts | undefined;
  /** Of the first clip that would be made: the others are judged before they are sent. */
  issues: readonly Issue[];
  /** What the person's own image host can do for this provider. */
  imageHost: ImageHostState;
}

/** Undefined only while there is no session. */
export function useComposition(): Composition | undefined {
  const draft = useDraft((state) => state.draft);
  const texts = useDraft((state) => state.values);
  const values = useMemo(() => valuesOf(texts), [texts]);
  const providers = useSession(({ session }) => session?.providers);
  const imageHostOf = useImageHostOf();
  return useMemo(() => {
    const provider = providerOf(draft, providers ?? []);
    const spec = provider && modelOf(draft, provider.models);
    if (provider === undefined || spec === undefined) return undefined;
    const request = requestOf(draft, provider.id, spec);
    const imageHost = imageHostOf(provider.id);
    const prompts = writtenPrompts(request.prompt, values);
    const found = validate(shotOf({ request, prompts }), provider.models, { imageHost });
    const issues =
      prompts === undefined
        ? found
        : [...prompts.issues, ...found.map((issue) => mendingTheText(issue, request.prompt))];
    return { provider, spec, request, values, prompts, issues, imageHost };
  }, [draft, values, providers, imageHostOf]);
}

/**
 * A fix of one prompt would put it in place of all that the text stands for. Where the text itself has the same trouble
 * with a camera move, that is what the fix mends.
 */
function mendingTheText(issue: Issue, text: string): Issue {
  const inText = cameraIssues(text).find(({ message }) => message === issue.message);
  if (inText !== undefined) return inText;
  return { ...issue, fixes: issue.fixes.filter((fix) => fix.kind !== 'fields' || !('prompt' in fix.change)) };
}

/** The first clip that Generate would make. */
export function shotOf({ request, prompts }: Pick<Composition, 'request' | 'prompts'>): GenerationRequest {
  const first = prompts?.shown[0];
  return first === undefined ? request : { ...request, prompt: first };
}

/** The troubles of one field. An empty prompt is no trouble until the person has tried to go. */
export function issuesOf({ issues, request }: Composition, field: Field, attempted: boolean): Issue[] {
  const isJustEmpty = field === 'prompt' && !attempted && request.prompt.trim() === '';
  return isJustEmpty ? [] : issues.filter((issue) => issue.field === field);
}

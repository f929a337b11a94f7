import { useMemo } from 'react';
import type { ProviderView } from '../../shared/contract.ts';
import { imageHostState, type ImageHostState } from '../../shared/image-host.ts';
import type { ModelSpec } from '../../shared/model.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { validate, type Field, type Issue } from '../../shared/validate.ts';
import { modelOf, providerOf, requestOf } from '../store/draft-rules.ts';
import { useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';

/** Everything that the composer draws, worked out from the draft and from what the chosen model accepts. */
export interface Composition {
  provider: ProviderView;
  spec: ModelSpec;
  /** Exactly what Generate would send. */
  request: GenerationRequest;
  issues: readonly Issue[];
  /** What the person's own image host can do for this provider. */
  imageHost: ImageHostState;
}

/** Undefined only while there is no session. */
export function useComposition(): Composition | undefined {
  const draft = useDraft((state) => state.draft);
  const providers = useSession(({ session }) => session?.providers);
  const host = useSession(({ session }) => session?.settings.imageHost);
  const hostKey = useSession(({ session }) => session?.imageHost.keyState.source ?? 'none');
  return useMemo(() => {
    const provider = providerOf(draft, providers ?? []);
    const spec = provider && modelOf(draft, provider.models);
    if (provider === undefined || spec === undefined) return undefined;
    const request = requestOf(draft, provider.id, spec);
    const hasHostKey = hostKey !== 'none' && hostKey !== 'unreadable';
    const imageHost = imageHostState(host, hasHostKey, provider.baseUrl);
    return { provider, spec, request, issues: validate(request, provider.models, { imageHost }), imageHost };
  }, [draft, providers, host, hostKey]);
}

/** The troubles of one field. An empty prompt is no trouble until the person has tried to go. */
export function issuesOf({ issues, request }: Composition, field: Field, attempted: boolean): Issue[] {
  const isJustEmpty = field === 'prompt' && !attempted && request.prompt.trim() === '';
  return isJustEmpty ? [] : issues.filter((issue) => issue.field === field);
}

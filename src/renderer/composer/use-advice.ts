import { useMemo } from 'react';
import { adviseShot, type Advice } from '../../shared/advice.ts';
import { useImageHostOf } from '../store/image-host-of.ts';
import { useSession } from '../store/session.ts';
import { useWaits } from '../store/waits.ts';
import { shotOf, type Composition } from './composition.ts';

/** What each provider would make of the shot, best first. Who can do it does not hang on words not yet written. */
export function useAdvice(composition: Composition): Advice[] {
  const providers = useSession(({ session }) => session?.providers);
  const waits = useWaits((state) => state.waits);
  const imageHostOf = useImageHostOf();
  const { request, prompts } = composition;
  return useMemo(() => {
    const shot = shotOf({ request, prompts });
    const judged = shot.prompt.trim() === '' ? { ...shot, prompt: 'any' } : shot;
    return adviseShot(judged, providers ?? [], { waits, imageHostOf });
  }, [request, prompts, providers, waits, imageHostOf]);
}

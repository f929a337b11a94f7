import type { Picture } from '../../shared/request.ts';
import { useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { forgetLostPicture } from './take-first-frame.ts';

/** The status of a HEAD request; rejects where nobody answers. */
export type AskFor = (address: string) => Promise<number>;

/**
 * The picture of the draft could not be drawn. It leaves the draft only where the core itself says that it has none: the
 * draft is kept, and a connection that broke for a moment must not take the picture out of it for good.
 */
export async function forgetIfLost(picture: Picture, address: string, name: string, ask = headOf): Promise<void> {
  if (!isConnected()) return;
  const status = await ask(address).catch(() => undefined);
  const isGone = status === 404 || status === 410;
  if (isGone && isConnected() && isInDraft(picture)) forgetLostPicture(name);
}

const headOf: AskFor = async (address) => (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status;

const isConnected = (): boolean => useSession.getState().connection === 'open';

/** Another one may have taken its place meanwhile. */
function isInDraft({ id }: Picture): boolean {
  const { firstFrame } = useDraft.getState().draft;
  return firstFrame?.kind === 'picture' && firstFrame.picture.id === id;
}

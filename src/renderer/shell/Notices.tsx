import { createPortal } from 'react-dom';
import { ClipAnnouncer } from '../library/ClipAnnouncer.tsx';
import { useNotices } from '../store/notices.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { useNoticePlace } from './notice-place.ts';
import { t } from '../texts/index.ts';

/**
 * The latest notice and all that is read out, in a layer of their own: a dialog makes the rest of the window inert, and
 * what is told meanwhile must be heard, read and taken back all the same. It lies in the status row, over a dialog as a
 * plate at the same place.
 */
export function Notices() {
  const latest = useNotices(({ notices }) => notices.at(-1));
  const { start, width } = useNoticePlace();
  return createPortal(
    <div
      data-react-aria-top-layer="true"
      data-region="notice"
      style={{ insetInlineStart: start, maxWidth: width }}
      className="fixed bottom-0 z-30 flex h-(--status-row) w-fit items-center gap-4 overflow-hidden text-sm whitespace-nowrap text-ink-3 plate-over-dialog"
    >
      {/* Both regions are always there, because a reader hears only what changes in a region that it already knows. */}
      <div role="status" className={latest?.tone === 'info' ? 'min-w-0 truncate text-ink-1' : 'contents'}>
        {latest?.tone === 'info' ? latest.text : null}
      </div>
      <div role="alert" className={latest?.tone === 'trouble' ? 'min-w-0 truncate text-state-failed' : 'contents'}>
        {latest?.tone === 'trouble' ? latest.text : null}
      </div>
      {latest?.act === undefined ? null : (
        // Another notice is another button: a press that began on the one before must not run its act.
        <section key={latest.id} aria-label={t('Notice')} className="shrink-0">
          <TextLink onPress={latest.act.run}>{latest.act.label}</TextLink>
        </section>
      )}
      <ClipAnnouncer />
    </div>,
    document.body,
  );
}

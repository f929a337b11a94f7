import type { KeyboardEvent, ReactNode } from 'react';
import { Inspector } from '../inspector/Inspector.tsx';
import { select } from '../store/acts.ts';
import { ManyClips } from '../keeping/ManyClips.tsx';
import { useSelectedJob, useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { Middle } from './Middle.tsx';
import { StatusStrip } from './StatusStrip.tsx';

/** Composer, library and, with a selection, the inspector: a third column, or below 1100 px a drawer over the library. */
export function Workspace({ composer }: { composer: ReactNode }) {
  const selected = useSelectedJob();
  const isMany = useSession(({ marked }) => marked.size > 0);
  return (
    <div className="relative flex min-h-0 flex-1">
      <div data-region="composer" className="w-(--composer) shrink-0 max-[1099px]:w-(--composer-narrow)">
        {composer}
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div data-region="view" className="flex min-h-0 min-w-0 flex-1">
          <Middle />
        </div>
        <StatusStrip />
      </div>
      {selected === undefined && !isMany ? null : (
        <aside
          data-region="inspector"
          aria-label={t('Inspector')}
          onKeyDown={closeOnEscape}
          className="flex w-(--inspector) shrink-0 flex-col border-s border-line bg-surface-1 max-[1099px]:absolute max-[1099px]:inset-y-0 max-[1099px]:end-0 max-[1099px]:z-10 max-[1099px]:w-(--inspector-narrow) max-[1099px]:shadow-dialog"
        >
          {isMany ? <ManyClips /> : <Inspector />}
        </aside>
      )}
    </div>
  );
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented) select(undefined);
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { onOneLine } from '../library/tile-facts.ts';
import { media, useProvider } from '../store/session.ts';
import { factsOf, number, seconds } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { StateMark } from '../ui/StateMark.tsx';
import type { Source } from './sheet-plan.ts';

const rowHeight = 48;

/** Every prompt with its picture, and where it goes. A long list draws only what is on screen. */
export function SheetSources({ name, sources }: { name: string; sources: readonly Source[] }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: sources.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div
      ref={box}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
      tabIndex={0}
      role="group"
      aria-label={name}
      className="max-h-60 overflow-y-auto rounded-control border border-line"
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const source = sources[index];
          return source === undefined ? null : (
            <Row key={key} source={source} place={index} of={sources.length} top={start} />
          );
        })}
      </ul>
    </div>
  );
}

function Row({ source, place, of, top }: { source: Source; place: number; of: number; top: number }) {
  const { request, takes, line, tags, stop, why } = source;
  const provider = useProvider(request.providerId);
  const frame = request.firstFrame;
  const facts = factsOf([
    provider?.name ?? request.providerId,
    request.resolution,
    request.durationSeconds === undefined ? undefined : seconds(request.durationSeconds),
    takes > 1 ? t('{{count}} takes', { count: takes }) : undefined,
    ...tags,
  ]);
  const reason = stop === 'key' ? t('No key yet.') : why[0] && told(why[0]);
  return (
    <li
      aria-posinset={place + 1}
      aria-setsize={of}
      className="absolute inset-x-0 flex items-center gap-2.5 border-b border-line px-3"
      style={{ top, height: rowHeight }}
    >
      {line === undefined ? null : (
        <span className="w-9 shrink-0 text-end text-sm text-ink-3 tabular-nums">{number(line)}</span>
      )}
      {frame === undefined ? null : (
        <span className="grid h-8 w-11 shrink-0 place-items-center overflow-hidden rounded-token bg-well">
          {frame.kind === 'picture' ? (
            <img src={media('pictures', frame.picture.id)} alt="" className="h-8 w-11 object-cover" />
          ) : null}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate" dir="auto">
          {onOneLine(request.prompt)}
        </span>
        <span className={`block truncate text-sm ${stop === undefined ? 'text-ink-3' : 'text-state-attention'}`}>
          {reason ?? facts}
        </span>
      </span>
      {stop === undefined ? null : <StateMark state="attention" size={14} className="text-state-attention" />}
    </li>
  );
}

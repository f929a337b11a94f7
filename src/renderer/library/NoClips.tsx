import type { ReactNode } from 'react';
import { setFilter, setSearch } from '../store/acts.ts';
import { focusOn } from '../store/commands.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import type { Filter } from '../store/filters.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { Search } from '../ui/icons.ts';
import { clipsText } from './measures.ts';

/** What stands where the clips would be: says what is so, and one or two ways on. */
export function NoClips() {
  const search = useSession((state) => state.search.trim());
  const filter = useSession((state) => state.filter);
  const all = useSession(({ session }) => session?.counts.all);
  if (all === undefined) return <Empty title="Opening the library…" />;
  if (search !== '') return <NoHit search={search} filter={filter} all={all} />;
  if (filter !== 'all') return <NothingOfKind filter={filter} />;
  // The list was asked for and is on its way.
  if (all > 0) return <Empty title="Reading the clips…" />;
  return (
    <Empty
      title="No clips yet"
      line="Write a prompt and press Generate. Every clip lands here, and as a file on your own disk."
    >
      <Button
        size={32}
        onPress={() => {
          focusOn('prompt');
        }}
      >
        Write a prompt
      </Button>
    </Empty>
  );
}

function NoHit({ search, filter, all }: { search: string; filter: Filter; all: number }) {
  const hasDraft = useDraft(({ draft }) => draft.prompt.trim() !== '');
  return (
    <Empty
      glyph={<Search size={36} aria-hidden className="mx-auto mb-4 text-ink-3" />}
      title={`No clip says “${search}”`}
      line={
        filter === 'all'
          ? `Looked through ${all === 1 ? 'your only clip' : `all ${clipsText(all)}`}.`
          : `Looked only at clips that ${kindWords[filter].are}.`
      }
    >
      <Button
        size={32}
        onPress={() => {
          setSearch('');
        }}
      >
        Clear search
      </Button>
      {filter === 'all' ? null : <ShowAll />}
      {hasDraft ? null : (
        <TextLink
          onPress={() => {
            editDraft({ prompt: search });
            setSearch('');
            focusOn('prompt');
          }}
        >
          Use it as a prompt
        </TextLink>
      )}
    </Empty>
  );
}

const kindWords: Record<Exclude<Filter, 'all'>, { none: string; are: string }> = {
  running: { none: 'Nothing is running', are: 'are on their way' },
  attention: { none: 'Nothing needs attention', are: 'need attention' },
  failed: { none: 'Nothing has failed', are: 'have failed' },
};

function NothingOfKind({ filter }: { filter: Exclude<Filter, 'all'> }) {
  return (
    <Empty title={kindWords[filter].none}>
      <ShowAll />
    </Empty>
  );
}

function ShowAll() {
  return (
    <Button
      size={32}
      onPress={() => {
        setFilter('all');
      }}
    >
      Show all clips
    </Button>
  );
}

function Empty({
  title,
  line,
  glyph,
  children,
}: {
  title: string;
  line?: string;
  glyph?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center px-5 pb-[60px] text-center">
      {glyph}
      <h2 className="max-w-full text-xl font-semibold tracking-[-0.01em] break-words">{title}</h2>
      {line === undefined ? null : <p className="mt-1.5 max-w-[400px] text-ink-2">{line}</p>}
      {children === undefined ? null : (
        <div className="mt-[18px] flex flex-wrap items-center justify-center gap-4">{children}</div>
      )}
    </div>
  );
}

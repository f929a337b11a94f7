import type { ReactNode } from 'react';
import { setQuery, setSearch } from '../store/acts.ts';
import { findsAll } from '../store/belongs.ts';
import { focusOn } from '../store/commands.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { presetOf, type PresetKey } from '../store/presets.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { Search } from '../ui/icons.ts';
import { key, t } from '../texts/index.ts';

/** What stands where the clips would be: says what is so, and one or two ways on. */
export function NoClips() {
  const query = useSession((state) => state.query);
  const all = useSession(({ session }) => session?.counts.all);
  const isStale = useSession((state) => state.isStale);
  if (all === undefined) return <Empty title={t('Opening the library…')} />;
  const search = query.search?.trim() ?? '';
  if (search !== '') return <NoHit search={search} all={all} />;
  if (!findsAll(query)) return <NothingOfKind preset={presetOf(query)} isTrash={query.trashed === true} />;
  // The list was asked for and is on its way.
  if (all > 0 || isStale) return <Empty title={t('Reading the clips…')} />;
  return (
    <Empty
      title={t('No clips yet')}
      line={t('Write a prompt and press Generate. Every clip lands here, and as a file on your own disk.')}
    >
      <Button
        size={32}
        onPress={() => {
          focusOn('prompt');
        }}
      >
        {t('Write a prompt', { context: 'act' })}
      </Button>
    </Empty>
  );
}

function NoHit({ search, all }: { search: string; all: number }) {
  const isFiltered = useSession(({ query: { search: _search, ...rest } }) => !findsAll(rest));
  const hasDraft = useDraft(({ draft }) => draft.prompt.trim() !== '');
  return (
    <Empty
      glyph={<Search size={36} aria-hidden className="mx-auto mb-4 text-ink-3" />}
      title={t('No clip says “{{search}}”', { search })}
      line={
        isFiltered
          ? t('Looked only at the clips that the filters leave.')
          : all === 1
            ? t('Looked through your only clip.')
            : t('Looked through all {{count, number}} clips.', { count: all })
      }
    >
      <Button
        size={32}
        onPress={() => {
          setSearch('');
        }}
      >
        {t('Clear search')}
      </Button>
      {isFiltered ? <ShowAll /> : null}
      {hasDraft ? null : (
        <TextLink
          onPress={() => {
            editDraft({ prompt: search });
            setSearch('');
            focusOn('prompt');
          }}
        >
          {t('Use it as a prompt')}
        </TextLink>
      )}
    </Empty>
  );
}

const nothing: Record<PresetKey, string> = {
  all: key('No clips yet'),
  running: key('Nothing is running'),
  attention: key('Nothing needs attention'),
  failed: key('Nothing has failed'),
  favourite: key('No favourites yet'),
};

function NothingOfKind({ preset, isTrash }: { preset: PresetKey | undefined; isTrash: boolean }) {
  const title = isTrash
    ? t('Nothing in the trash')
    : preset === undefined
      ? t('No clip is like that')
      : t(nothing[preset]);
  return (
    <Empty title={title}>
      <ShowAll />
    </Empty>
  );
}

function ShowAll() {
  return (
    <Button
      size={32}
      onPress={() => {
        setQuery({});
      }}
    >
      {t('Show all clips')}
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

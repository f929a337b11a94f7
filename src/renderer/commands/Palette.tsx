import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { SearchField } from 'react-aria-components/SearchField';
import { keysText } from '../../shared/keys.ts';
import { Marked } from '../library/Marked.tsx';
import { showPalette, useCommands } from '../store/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { isMac, Keys } from '../ui/Keys.tsx';
import { Search } from '../ui/icons.ts';
import { allCommands } from './all-commands.ts';
import type { Command } from './command.ts';
import { FoundClip } from './FoundClip.tsx';
import { foundCommands } from './found-commands.ts';
import { useFoundClips } from './use-found-clips.ts';
import { show } from '../store/acts.ts';
import { openLibrary } from '../store/screen.ts';
import { t } from '../texts/index.ts';

/** Every act by its name, and every clip by its prompt. */
export function Palette() {
  const isOpen = useCommands(({ isPaletteOpen }) => isPaletteOpen);
  return (
    <Dialog name={t('Commands')} shape="palette" isOpen={isOpen} onClose={close}>
      <Finder />
    </Dialog>
  );
}

function close(): void {
  showPalette(false);
}

/** As they stand on the keys, in every language. */
const escapeKey = 'Esc';
const arrowKeys = '↑ ↓';
const enterKey = '↵';

function Finder() {
  const [text, setText] = useState('');
  // As things stand at the opening: what can be done does not change under the person's fingers.
  const [commands] = useState(allCommands);
  const clips = useFoundClips(text);
  const sections = foundCommands(commands, text);
  const run = useRunAfterClosing();
  const isEmpty = sections.length === 0 && clips.length === 0;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField
          aria-label={t('Search commands and clips')}
          autoFocus
          className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line ps-[18px] pe-4"
        >
          <Search size={16} aria-hidden className="shrink-0 text-ink-2" />
          <Input
            placeholder={t('Search commands and clips')}
            // Escape leaves at once: a search that can be typed anew in a second is not worth a key.
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              close();
            }}
            className="h-full min-w-0 flex-1 bg-transparent text-md text-ink-1 outline-none [&::-webkit-search-cancel-button]:hidden"
          />
          <Keys>{escapeKey}</Keys>
        </SearchField>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
          <Menu
            aria-label={t('Commands')}
            className="p-2 outline-none"
            renderEmptyState={() => <p className="px-2.5 py-4 text-ink-2">{t('Nothing is called that.')}</p>}
          >
            {sections.map(({ group, commands: found }) => (
              <Section key={group} title={group}>
                {found.map((command) => (
                  <Row key={command.id} id={command.id} name={command.title} onAction={() => run(command.run)}>
                    <CommandWords command={command} text={text} />
                  </Row>
                ))}
              </Section>
            ))}
            {clips.length === 0 ? null : (
              <Section title={t('Clips')}>
                {clips.map((job) => (
                  <Row
                    key={job.id}
                    id={job.id}
                    name={job.request.prompt}
                    onAction={() => run(() => showInLibrary(job.id))}
                  >
                    <FoundClip job={job} text={text} />
                  </Row>
                ))}
              </Section>
            )}
          </Menu>
        </div>
      </Autocomplete>
      <p role="status" className="sr-only">
        {isEmpty ? t('Nothing is called that.') : ''}
      </p>
      <div
        aria-hidden
        className="flex h-9 shrink-0 items-center gap-4 border-t border-line px-[18px] text-sm text-ink-3"
      >
        <span>
          {arrowKeys} {t('move')}
        </span>
        <span>
          {enterKey} {t('run')}
        </span>
      </div>
    </div>
  );
}

function showInLibrary(id: string): void {
  openLibrary();
  void show(id);
}

/** The palette gives the focus back to where it was; only then may the act move it on. */
function useRunAfterClosing(): (act: () => void) => void {
  const chosen = useRef<() => void>(undefined);
  useEffect(
    () => () => {
      const act = chosen.current;
      chosen.current = undefined;
      if (act !== undefined) requestAnimationFrame(() => requestAnimationFrame(act));
    },
    [],
  );
  return (act) => {
    chosen.current = act;
    close();
  };
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <MenuSection>
      <Header className="px-2.5 pt-2 pb-1 text-xs text-ink-3">{title}</Header>
      {children}
    </MenuSection>
  );
}

interface RowProps {
  id: string;
  name: string;
  onAction: () => void;
  children: ReactNode;
}

function Row({ id, name, onAction, children }: RowProps) {
  return (
    <MenuItem
      id={id}
      textValue={name}
      onAction={onAction}
      className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 text-ink-1 outline-none focus:bg-accent-soft hover:over-hover"
    >
      {children}
    </MenuItem>
  );
}

function CommandWords({ command: { title, keys, glyph: Glyph }, text }: { command: Command; text: string }) {
  const shown = keys?.[0];
  return (
    <>
      {Glyph === undefined ? null : <Glyph size={16} aria-hidden className="shrink-0 text-ink-2" />}
      <span className="min-w-0 flex-1">
        <Marked text={title} search={text} />
      </span>
      {shown === undefined ? null : <Keys>{keysText(shown, isMac)}</Keys>}
    </>
  );
}

import { keyedCommands } from '../../shared/commands.ts';
import { keysText } from '../../shared/keys.ts';
import { showKeysSheet, useCommands } from '../store/commands.ts';
import { t } from '../texts/index.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { isMac } from '../ui/Keys.tsx';
import { placeKeys } from './place-keys.ts';

/** All keys on one sheet. */
export function KeysSheet() {
  const isOpen = useCommands(({ isKeysSheetOpen }) => isKeysSheetOpen);
  return (
    <Dialog name={t('Keyboard shortcuts')} shape="settings" isOpen={isOpen} onClose={close}>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex shrink-0 items-center gap-2 ps-6 pe-4 pt-4 pb-2">
          <h2 className="flex-1 text-xl font-semibold tracking-[-0.01em]">{t('Keyboard shortcuts')}</h2>
          <IconButton name={t('Close')} onPress={close}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
        {/* It scrolls, so it takes the focus: keys must reach what is below. */}
        <div
          role="region"
          aria-label={t('All keys')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
          tabIndex={0}
          className="grid min-h-0 flex-1 grid-cols-2 gap-x-10 gap-y-5 overflow-y-auto px-6 pt-1 pb-6 focus-visible:-outline-offset-2 max-[719px]:grid-cols-1"
        >
          <KeyGroup
            title={t('Everywhere')}
            rows={keyedCommands.map(({ words, keys }) => ({ words: words.template, keys }))}
          />
          <div className="flex flex-col gap-5">
            {placeKeys.map(({ place, rows }) => (
              <KeyGroup key={place} title={t(place)} rows={rows} />
            ))}
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function close(): void {
  showKeysSheet(false);
}

function KeyGroup({ title, rows }: { title: string; rows: readonly { words: string; keys: readonly string[] }[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-medium text-ink-2">{title}</h3>
      <dl>
        {rows.map(({ words, keys }) => (
          <div key={words} className="flex min-h-8 items-center gap-3 border-b border-line py-1 last:border-b-0">
            <dt className="min-w-0 flex-1">{t(words)}</dt>
            <dd dir="ltr" className="flex shrink-0 flex-wrap justify-end gap-1">
              {keys.map((one) => (
                <kbd
                  key={one}
                  className="inline-flex h-[18px] items-center rounded-token border border-line-control px-[5px] font-sans text-xs leading-none font-medium text-ink-2"
                >
                  {keysText(one, isMac)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

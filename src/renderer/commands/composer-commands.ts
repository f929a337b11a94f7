import { cameraMoveGroups } from '../../shared/camera-moves.ts';
import { moveNames } from '../composer/camera-names.ts';
import { insertIntoPrompt } from '../composer/insert-into-prompt.ts';
import { clearComposer } from '../store/acts.ts';
import { focusOn, offered, openSettings } from '../store/commands.ts';
import { chooseProvider, useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { Image, KeyRound, Pencil, Play, Video, X } from '../ui/icons.ts';
import type { Command } from './command.ts';

/** What can be done while a clip is being written. */
export function composerCommands(): Command[] {
  const { session } = useSession.getState();
  if (session === undefined || session.readOnly !== undefined) return [];
  const group = t('New clip');
  const { draft } = useDraft.getState();
  const generate = offered('generate');
  return [
    ...(generate === undefined
      ? []
      : [{ id: 'generate', group, title: t('Generate'), keys: ['Mod+Enter'], glyph: Play, run: generate }]),
    {
      id: 'choose-image',
      group,
      title: t('Choose image'),
      glyph: Image,
      run: () => {
        focusOn('picture');
      },
    },
    {
      id: 'clear-draft',
      group,
      title: t('Clear the prompt and the picture'),
      glyph: X,
      run: () => {
        clearComposer();
        focusOn('prompt');
      },
    },
    ...session.providers
      .filter(({ id }) => id !== draft.providerId)
      .map(({ id, name }) => ({
        id: `provider-${id}`,
        group: t('Providers'),
        title: t('Use {{provider}}', { provider: name }),
        glyph: Pencil,
        run: () => {
          chooseProvider(id);
          focusOn('prompt');
        },
      })),
    ...session.providers.map(({ id, name }) => ({
      id: `key-${id}`,
      group: t('Providers'),
      title: t('{{provider}}: key and settings', { provider: name }),
      glyph: KeyRound,
      run: () => {
        openSettings({ tab: 'providers', providerId: id });
      },
    })),
    ...cameraMoveGroups.flatMap(({ moves }) =>
      moves.map((move) => ({
        id: `insert ${move}`,
        group: t('Camera moves'),
        title: t('Insert {{move}}', { move: t(moveNames[move]) }),
        glyph: Video,
        run: () => {
          insertIntoPrompt(move);
        },
      })),
    ),
  ];
}

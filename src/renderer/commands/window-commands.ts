import { updateSettings, leaveDemo, enterDemo } from '../store/acts.ts';
import { focusOn, openSettings, showKeysSheet, showPalette, type SettingsTab } from '../store/commands.ts';
import { noticeOf, useNotices } from '../store/notices.ts';
import type { Outcome } from '../store/outcome.ts';
import { pauseQueue, resumeQueue } from '../store/queue-acts.ts';
import { useQueue } from '../store/queue.ts';
import { openLibrary, openQueue, openSpending } from '../store/screen.ts';
import { useSession } from '../store/session.ts';
import { key, t } from '../texts/index.ts';
import {
  CloudUpload,
  Contrast,
  Film,
  Keyboard,
  KeyRound,
  LayoutGrid,
  ListOrdered,
  Pause,
  Play,
  Plus,
  Search,
  SlidersHorizontal,
  Undo2,
  Wallet,
} from '../ui/icons.ts';
import { focusRegion } from '../shell/regions.ts';
import { keyed, type Command } from './command.ts';

/** What belongs to the window as a whole. */
export function windowCommands(): Command[] {
  const { session } = useSession.getState();
  if (session === undefined) return [];
  const group = t('Window');
  const latest = useNotices.getState().notices.at(-1)?.act;
  return [
    keyed('new-clip', {
      group,
      glyph: Plus,
      run: () => {
        focusOn('prompt');
      },
    }),
    keyed('search', {
      group,
      glyph: Search,
      run: searchClips,
    }),
    keyed('queue', { group, glyph: ListOrdered, run: openQueue }),
    { id: 'spending', group, title: t('Spending'), glyph: Wallet, run: openSpending },
    ...queueCommands(group),
    ...(latest === undefined ? [] : [keyed('undo', { group, glyph: Undo2, run: latest.run })]),
    keyed('shortcuts', {
      group,
      glyph: Keyboard,
      run: () => {
        showKeysSheet(true);
      },
    }),
    ...themeCommands(group, session.settings.theme),
    session.demo
      ? { id: 'demo-leave', group, title: t('Leave the demo'), glyph: Film, run: () => void leaveDemo() }
      : { id: 'demo-enter', group, title: t('Try the demo'), glyph: Film, run: () => void aloud(enterDemo()) },
    ...settingsCommands(),
  ];
}

/** These have keys, but no place in the palette: what they do is seen there already. */
export function hiddenCommands(): Command[] {
  const group = t('Window');
  return [
    keyed('palette', {
      group,
      run: () => {
        showPalette(true);
      },
    }),
    keyed('next-region', {
      group,
      run: () => {
        focusRegion(1);
      },
    }),
    keyed('previous-region', {
      group,
      run: () => {
        focusRegion(-1);
      },
    }),
  ];
}

/** Holds back what has not left, or lets it go on. */
function queueCommands(group: string): Command[] {
  const isPaused = useQueue.getState().summary?.pausedAll ?? false;
  return [
    isPaused
      ? {
          id: 'queue-resume',
          group,
          title: t('Resume the whole queue'),
          glyph: Play,
          run: () => void resumeQueue({ what: 'all' }),
        }
      : {
          id: 'queue-pause',
          group,
          title: t('Pause the whole queue'),
          glyph: Pause,
          run: () => void pauseQueue({ what: 'all' }),
        },
  ];
}

const themes = [
  { theme: 'dark', title: key('Dark theme') },
  { theme: 'light', title: key('Light theme') },
  { theme: 'system', title: key('Theme of the system') },
] as const;

function themeCommands(group: string, present: string): Command[] {
  return themes
    .filter(({ theme }) => theme !== present)
    .map(({ theme, title }) => ({
      id: `theme-${theme}`,
      group,
      title: t(title),
      glyph: Contrast,
      run: () => void aloud(updateSettings({ theme })),
    }));
}

const tabs: readonly { tab: SettingsTab; name: string; glyph: NonNullable<Command['glyph']> }[] = [
  { tab: 'providers', name: key('Providers'), glyph: KeyRound },
  { tab: 'library', name: key('Library'), glyph: LayoutGrid },
  { tab: 'image-host', name: key('Image host'), glyph: CloudUpload },
  { tab: 'money', name: key('Money'), glyph: Wallet },
  { tab: 'network', name: key('Network'), glyph: SlidersHorizontal },
  { tab: 'general', name: key('General'), glyph: SlidersHorizontal },
  { tab: 'about', name: key('About'), glyph: SlidersHorizontal },
];

function settingsCommands(): Command[] {
  const group = t('Settings');
  return [
    keyed('settings', {
      group,
      glyph: SlidersHorizontal,
      run: () => {
        openSettings();
      },
    }),
    ...tabs.map(({ tab, name, glyph }) => ({
      id: `settings-${tab}`,
      group,
      title: t('Settings, {{tab}}', { tab: t(name) }),
      glyph,
      run: () => {
        openSettings({ tab });
      },
    })),
  ];
}

/** The field is there with the list only. */
function searchClips(): void {
  openLibrary();
  requestAnimationFrame(() => {
    focusOn('search');
  });
}

async function aloud(outcome: Promise<Outcome>): Promise<void> {
  const result = await outcome;
  if (!result.ok) noticeOf(result.failure);
}

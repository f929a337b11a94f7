import { Composer } from './composer/Composer.tsx';
import { Review } from './review/Review.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ConnectionBanner } from './shell/ConnectionBanner.tsx';
import { DemoRibbon } from './shell/DemoRibbon.tsx';
import { FirstStart } from './shell/FirstStart.tsx';
import { Opening } from './shell/Opening.tsx';
import { StartNotices } from './shell/StartNotices.tsx';
import { useFileDropGuard } from './shell/file-drop-guard.ts';
import { isFirstStart } from './shell/first-start-rule.ts';
import { useShortcuts } from './shell/shortcuts.ts';
import { useTheme } from './shell/theme.ts';
import { Workspace } from './shell/Workspace.tsx';
import { useSession } from './store/session.ts';
import { WorkBar } from './work/WorkBar.tsx';

/** The one window. */
export function App() {
  useTheme();
  useShortcuts();
  useFileDropGuard();
  const session = useSession((state) => state.session);
  const isEmpty = useSession(({ order }) => order.length === 0);
  if (session === undefined) return <Opening />;
  return (
    <div className="flex h-full flex-col">
      {session.demo ? <DemoRibbon /> : null}
      <ConnectionBanner />
      <StartNotices notices={session.notices} />
      <WorkBar />
      {isFirstStart(session, isEmpty) ? (
        <FirstStart abilities={session.abilities} />
      ) : (
        <Workspace composer={<Composer />} />
      )}
      <SettingsDialog />
      <Review />
    </div>
  );
}

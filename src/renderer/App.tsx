import { AskedQuestion } from './commands/AskedQuestion.tsx';
import { KeysSheet } from './commands/KeysSheet.tsx';
import { Palette } from './commands/Palette.tsx';
import { Composer } from './composer/Composer.tsx';
import { PromptsOnDemand } from './composer/prompts/PromptsOnDemand.tsx';
import { SpendingQuestion } from './money/SpendingQuestion.tsx';
import { QueueStops } from './queue/QueueStops.tsx';
import { Review } from './review/Review.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ConnectionBanner } from './shell/ConnectionBanner.tsx';
import { DemoRibbon } from './shell/DemoRibbon.tsx';
import { useFocusKeeper } from './shell/focus-keeper.ts';
import { FirstStart } from './shell/FirstStart.tsx';
import { NewsTeller } from './shell/NewsTeller.tsx';
import { Notices } from './shell/Notices.tsx';
import { Opening } from './shell/Opening.tsx';
import { ReadOnlyBanner } from './shell/ReadOnlyBanner.tsx';
import { StartNotices } from './shell/StartNotices.tsx';
import { useFileDropGuard } from './shell/file-drop-guard.ts';
import { isFirstStart } from './shell/first-start-rule.ts';
import { useShortcuts } from './shell/shortcuts.ts';
import { useTheme } from './shell/theme.ts';
import { Workspace } from './shell/Workspace.tsx';
import { useSession } from './store/session.ts';
import { ExchangeDialogs } from './work/ExchangeDialogs.tsx';
import { WorkBar } from './work/WorkBar.tsx';

/** The one window. */
export function App() {
  useTheme();
  useFileDropGuard();
  useFocusKeeper();
  const session = useSession((state) => state.session);
  useShortcuts(session !== undefined);
  const isEmpty = useSession(({ order }) => order.length === 0);
  if (session === undefined) return <Opening />;
  return (
    <div className="flex h-full flex-col">
      {session.demo ? <DemoRibbon /> : null}
      <ConnectionBanner />
      {session.readOnly === undefined ? null : <ReadOnlyBanner why={session.readOnly.why} />}
      <StartNotices notices={session.notices} />
      <WorkBar />
      {isFirstStart(session, isEmpty) ? (
        <FirstStart abilities={session.abilities} />
      ) : (
        <>
          <QueueStops />
          <Workspace composer={<Composer />} />
        </>
      )}
      <SettingsDialog />
      <Review />
      <Palette />
      <KeysSheet />
      <AskedQuestion />
      <NewsTeller />
      <Notices />
      <ExchangeDialogs />
      <PromptsOnDemand />
      <SpendingQuestion />
    </div>
  );
}

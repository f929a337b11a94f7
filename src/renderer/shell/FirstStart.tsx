import { useState } from 'react';
import type { Abilities } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { enterDemo } from '../store/acts.ts';
import { openSettings } from '../store/commands.ts';
import { Button } from '../ui/Button.tsx';
import { KeyRound, Play } from '../ui/icons.ts';
import { AppIcon } from '../ui/Mark.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { DemoWall } from './DemoWall.tsx';
import { key, t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';
import { told } from '../texts/told.ts';

const keyWords: Record<Abilities['keyStorage'], string> = {
  keychain: key('Keys are sealed by your system’s keychain.'),
  session: key('Keys stay in memory and are forgotten when Conch quits.'),
};

/** Two ways in: a key of one's own, or the demo. */
export function FirstStart({ abilities }: { abilities: Abilities }) {
  const [isEntering, setIsEntering] = useState(false);
  const [trouble, setTrouble] = useState<Failure>();

  async function tryDemo(): Promise<void> {
    setIsEntering(true);
    setTrouble(undefined);
    const outcome = await enterDemo();
    setIsEntering(false);
    if (!outcome.ok) setTrouble(outcome.failure);
  }

  return (
    <main className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] bg-surface-1">
      <div className="flex w-full max-w-[620px] flex-col justify-center justify-self-end overflow-y-auto ps-20 pe-[72px] max-[1099px]:px-10">
        <AppIcon size={60} />
        <h1 className="mt-5 mb-2.5 text-2xl font-semibold tracking-[-0.015em]">Conch</h1>
        <p className="mb-7 text-lg leading-6 text-ink-2">
          {t(
            'One window for Hailuo video. Write a prompt, drop a first frame, walk away; the clip lands on this computer and stays.',
          )}
        </p>
        <div className="flex w-60 max-w-full flex-col gap-2.5">
          <Button
            variant="primary"
            size={40}
            className="text-base!"
            onPress={() => {
              openSettings({ tab: 'providers' });
            }}
          >
            <KeyRound size={16} aria-hidden />
            {t('Add a key')}
          </Button>
          <Button
            size={40}
            className="text-base!"
            isInert={isEntering}
            onPress={() => void (isEntering ? undefined : tryDemo())}
          >
            <Play size={14} aria-hidden fill="currentColor" />
            {t('Try the demo')}
          </Button>
        </div>
        {trouble === undefined ? null : (
          <Trouble severity="error" className="mt-4 max-w-[360px]">
            {told(trouble)}
          </Trouble>
        )}
        <p className="mt-5 max-w-[344px] text-sm leading-[18px] text-ink-3">
          {paragraph(
            t('The demo needs no account and stays on this computer: five simulated providers, real video files.'),
            t(keyWords[abilities.keyStorage]),
          )}
        </p>
      </div>
      <DemoWall />
    </main>
  );
}

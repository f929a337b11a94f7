import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { closeSettings, openSettings, useCommands, type SettingsTab, type SettingsTarget } from '../store/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { CircleHelp, CloudUpload, Globe, KeyRound, LayoutGrid, SlidersHorizontal, Wallet, X } from '../ui/icons.ts';
import { AboutTab } from './AboutTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';
import { ImageHostTab } from './ImageHostTab.tsx';
import { LibraryTab } from './LibraryTab.tsx';
import { MoneyTab } from './MoneyTab.tsx';
import { NetworkTab } from './NetworkTab.tsx';
import { ProvidersTab } from './ProvidersTab.tsx';
import { t } from '../texts/index.ts';

/** Everything that is set once: keys, folders, money, the way out, looks. */
export function SettingsDialog() {
  const target = useCommands(({ settingsOpen }) => settingsOpen);
  return (
    <Dialog name={t('Settings')} shape="settings" isOpen={target !== false} onClose={closeSettings}>
      {target === false ? null : <Sections target={target} />}
    </Dialog>
  );
}

const glyph = { size: 16, 'aria-hidden': true } as const;

function Sections({ target: { tab = 'providers', providerId } }: { target: SettingsTarget }) {
  return (
    <Tabs
      orientation="vertical"
      selectedKey={tab}
      onSelectionChange={(chosen) => {
        openSettings({ tab: chosen as SettingsTab, ...(providerId !== undefined && { providerId }) });
      }}
      className="flex min-h-0 min-w-0 flex-1"
    >
      <div className="flex w-44 shrink-0 flex-col gap-0.5 border-e border-line bg-surface-1 px-2.5 py-4 max-[719px]:w-32">
        <h2 className="px-2.5 pt-0.5 pb-3 text-lg font-semibold">{t('Settings')}</h2>
        <TabList aria-label={t('Settings')} className="flex flex-col gap-0.5">
          <SectionTab id="providers" glyph={<KeyRound {...glyph} />} name={t('Providers')} />
          <SectionTab id="library" glyph={<LayoutGrid {...glyph} />} name={t('Library')} />
          <SectionTab id="image-host" glyph={<CloudUpload {...glyph} />} name={t('Image host')} />
          <SectionTab id="money" glyph={<Wallet {...glyph} />} name={t('Money')} />
          <SectionTab id="network" glyph={<Globe {...glyph} />} name={t('Network')} />
          <SectionTab id="general" glyph={<SlidersHorizontal {...glyph} />} name={t('General')} />
          <SectionTab id="about" glyph={<CircleHelp {...glyph} />} name={t('About')} />
        </TabList>
      </div>
      <Section id="providers" name={t('Providers')}>
        <ProvidersTab openId={providerId} />
      </Section>
      <Section id="library" name={t('Library')}>
        <LibraryTab />
      </Section>
      <Section id="image-host" name={t('Image host')}>
        <ImageHostTab />
      </Section>
      <Section id="money" name={t('Money')}>
        <MoneyTab />
      </Section>
      <Section id="network" name={t('Network')}>
        <NetworkTab />
      </Section>
      <Section id="general" name={t('General')}>
        <GeneralTab />
      </Section>
      <Section id="about" name={t('About')}>
        <AboutTab />
      </Section>
    </Tabs>
  );
}

function SectionTab({ id, glyph: mark, name }: { id: string; glyph: ReactNode; name: string }) {
  return (
    <Tab
      id={id}
      className="flex h-8 items-center gap-[9px] rounded-control px-2.5 font-medium text-ink-2 outline-none hover:over-hover focus-visible:outline-2 focus-visible:outline-focus selected:over-press selected:text-ink-1"
    >
      {mark}
      {name}
    </Tab>
  );
}

function Section({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <TabPanel
      id={id}
      className="flex min-h-0 min-w-0 flex-1 flex-col outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus"
    >
      <div className="flex shrink-0 items-center gap-2 px-6 pt-[18px] pb-1.5">
        <h3 className="flex-1 text-xl font-semibold tracking-[-0.01em]">{name}</h3>
        <IconButton name={t('Close')} onPress={closeSettings}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-[18px]">{children}</div>
    </TabPanel>
  );
}

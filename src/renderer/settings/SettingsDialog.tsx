import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { closeSettings, useCommands, type SettingsTarget } from '../store/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { CloudUpload, KeyRound, LayoutGrid, SlidersHorizontal, X } from '../ui/icons.ts';
import { GeneralTab } from './GeneralTab.tsx';
import { ImageHostTab } from './ImageHostTab.tsx';
import { LibraryTab } from './LibraryTab.tsx';
import { ProvidersTab } from './ProvidersTab.tsx';

/** Everything that is set once: keys, folders, looks. */
export function SettingsDialog() {
  const target = useCommands(({ settingsOpen }) => settingsOpen);
  return (
    <Dialog name="Settings" shape="settings" isOpen={target !== false} onClose={closeSettings}>
      {target === false ? null : <Sections target={target} />}
    </Dialog>
  );
}

const glyph = { size: 16, 'aria-hidden': true } as const;

function Sections({ target: { tab = 'providers', providerId } }: { target: SettingsTarget }) {
  return (
    <Tabs orientation="vertical" defaultSelectedKey={tab} className="flex min-h-0 min-w-0 flex-1">
      <div className="flex w-44 shrink-0 flex-col gap-0.5 border-r border-line bg-surface-1 px-2.5 py-4 max-[719px]:w-32">
        <h2 className="px-2.5 pt-0.5 pb-3 text-lg font-semibold">Settings</h2>
        <TabList aria-label="Settings" className="flex flex-col gap-0.5">
          <SectionTab id="providers" glyph={<KeyRound {...glyph} />} name="Providers" />
          <SectionTab id="library" glyph={<LayoutGrid {...glyph} />} name="Library" />
          <SectionTab id="image-host" glyph={<CloudUpload {...glyph} />} name="Image host" />
          <SectionTab id="general" glyph={<SlidersHorizontal {...glyph} />} name="General" />
        </TabList>
      </div>
      <Section id="providers" name="Providers">
        <ProvidersTab openId={providerId} />
      </Section>
      <Section id="library" name="Library">
        <LibraryTab />
      </Section>
      <Section id="image-host" name="Image host">
        <ImageHostTab />
      </Section>
      <Section id="general" name="General">
        <GeneralTab />
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
        <IconButton name="Close" onPress={closeSettings}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-[18px]">{children}</div>
    </TabPanel>
  );
}

import type { ReactElement, ReactNode, RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  placement?: PopoverProps['placement'];
  /** What the menu stands beside, where that is not the button. */
  anchor?: RefObject<HTMLElement | null>;
  onOpenChange?: (isOpen: boolean) => void;
  /** `MenuItem` and `MenuSection` elements. */
  children: ReactNode;
}

/** A menu with 30 px rows. */
export function Menu({ trigger, placement = 'bottom start', anchor, onOpenChange, children }: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {trigger}
      <Popover
        placement={placement}
        {...(anchor === undefined ? {} : { triggerRef: anchor })}
        offset={8}
        className="min-w-[220px] overflow-auto rounded-pop bg-surface-3 p-1.5 shadow-pop outline-none pop-motion"
      >
        <AriaMenu className="outline-none">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-1 pb-0.5 text-xs text-ink-3">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export interface MenuItemProps {
  name: string;
  glyph?: ReactNode;
  isDanger?: boolean;
  onAction: () => void;
}

export function MenuItem({ name, glyph, isDanger = false, onAction }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={name}
      onAction={onAction}
      className={`flex h-[30px] items-center gap-2.5 rounded-control px-2 outline-none focus:bg-accent-soft ${isDanger ? 'text-state-failed' : 'text-ink-1'}`}
    >
      {glyph === undefined ? null : <span className="text-ink-2">{glyph}</span>}
      <span>{name}</span>
    </AriaMenuItem>
  );
}

import { create } from 'zustand';

/** The choice of providers for one shot; the shot itself is what the composer shows. */
interface Compare {
  isOpen: boolean;
  /** Undefined: those that can do it at once, as they were proposed. */
  chosen?: ReadonlySet<string> | undefined;
}

export const useCompare = create<Compare>(() => ({ isOpen: false }));

export function openCompare(): void {
  useCompare.setState({ isOpen: true, chosen: undefined });
}

export function closeCompare(): void {
  useCompare.setState({ isOpen: false });
}

export function chooseCompared(chosen: ReadonlySet<string>): void {
  useCompare.setState({ chosen });
}

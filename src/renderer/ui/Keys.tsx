export const isMac = /mac/i.test(navigator.platform);

/** The main modifier as the keyboard of this system prints it. */
export const modifier = isMac ? '⌘' : 'Ctrl';

/** Whether it was held while the key went down. */
export function isMainModifier({ metaKey, ctrlKey }: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return isMac ? metaKey : ctrlKey;
}

/** A key hint. For the eye only, so that it never becomes a part of a name. */
export function Keys({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      // Keys lie on the keyboard as they do in every language.
      dir="ltr"
      className="inline-flex h-[18px] items-center rounded-token border border-[color-mix(in_srgb,currentColor_35%,transparent)] px-[5px] font-sans text-xs leading-none font-medium"
    >
      {children}
    </kbd>
  );
}

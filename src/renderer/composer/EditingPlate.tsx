/** On the picture while it is made anew: what is being done, in the words of the button that was pressed. */
export function EditingPlate({ label }: { label: string }) {
  return (
    <span
      role="status"
      className="absolute bottom-2 start-2 rounded-token bg-plate px-2 text-xs leading-[22px] font-medium text-on-picture"
    >
      {label} …
    </span>
  );
}

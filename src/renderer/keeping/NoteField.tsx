import { useEffect, useEffectEvent, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { focusTarget } from '../store/commands.ts';
import { keep } from '../store/keeping.ts';
import { t } from '../texts/index.ts';

/** The note is kept when the person pauses, and at the latest when the field goes away. */
const pauseMs = 600;
const longest = 10_000;

const holdNote = focusTarget('note');

/** A note of one's own on a clip. */
export function NoteField({ id, note }: { id: string; note: string }) {
  const [text, setText] = useState(note);
  const [kept, setKept] = useState(note);
  // Another window, or "Undo", has changed it: what is being written here stays.
  if (note !== kept) {
    setKept(note);
    if (text === kept) setText(note);
  }
  function save(): void {
    if (text !== note) void keep([id], { note: text });
  }
  const saveLast = useEffectEvent(save);
  useEffect(() => {
    if (text === note) return undefined;
    const timer = setTimeout(() => void keep([id], { note: text }), pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [id, text, note]);
  useEffect(
    () => () => {
      saveLast();
    },
    [],
  );
  return (
    <TextField ref={holdNote} value={text} onChange={setText} maxLength={longest} onBlur={save}>
      <Label className="field-label">{t('Note')}</Label>
      <TextArea
        rows={text === '' ? 1 : Math.min(8, text.split('\n').length + 1)}
        className="block w-full resize-none rounded-control px-2.5 py-1.5 text-ink-1 outline-none field-frame"
      />
    </TextField>
  );
}

import { useEffect, useState } from 'react';
import { putQuestionAway, useQuestion } from '../store/question.ts';
import { Confirm } from '../ui/Confirm.tsx';

/** The question that an act has raised. Its words stay while the dialog goes away. */
export function AskedQuestion() {
  const question = useQuestion((state) => state.question);
  const [shown, setShown] = useState(question);
  useEffect(() => {
    if (question !== undefined) setShown(question);
  }, [question]);
  const words = question ?? shown;
  if (words === undefined) return null;
  return (
    <Confirm
      isOpen={question !== undefined}
      title={words.title}
      confirm={words.confirm}
      isDanger={words.isDanger ?? false}
      onClose={putQuestionAway}
      onConfirm={words.run}
    >
      {words.text}
    </Confirm>
  );
}

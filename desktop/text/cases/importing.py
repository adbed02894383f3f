"""Errors of packing models from elsewhere, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "BadAnswer": (
        mark("This answer cannot be used"),
        mark("{key}: expected {reason}."),
        mark("Change the answer."),
    ),
    "OpenQuestions": (
        mark("Some questions are open"),
        mark("Nothing in the model's files answers: {keys}."),
        mark("Answer them: in the form, or with --set KEY=VALUE or --answers FILE."),
    ),
    "ContradictedAnswer": (
        mark("The model does something else"),
        mark("Its scores are {found}."),
        mark("Change the answer: probabilities need nothing, other scores a softmax or a sigmoid."),
    ),
    "Unimportable": (
        mark("No package can be made of this model"),
        mark("It does not fit the task that was chosen."),
        mark("Choose another task. “other” packs it as plain numbers."),
    ),
    "NoTokenizer": (
        mark("The tokenizer is missing"),
        mark("A model of texts needs the file tokenizer.json, and none lies beside it."),
        mark("Put the tokenizer.json of Hugging Face's tokenizers library into the model's folder."),
    ),
    "NotTokens": (
        mark("This is no model of texts"),
        mark("Its inputs are not those that a tokenizer fills: input_ids, attention_mask, token_type_ids."),
        mark("Choose another task, or export the model with these inputs."),
    ),
    "OneScore": (
        mark("One score for two classes"),
        mark("The model gives one number, and it is no probability."),
        mark("Export it with a sigmoid at its end, or with one score for each class."),
    ),
    "OtherInputs": (
        mark("The task needs one input of another kind"),
        mark("The model's inputs: {inputs}."),
        mark("Choose another task. “other” packs it as plain numbers."),
    ),
    "NoColumns": (
        mark("The number of columns is open"),
        mark("The graph does not say how many numbers make a row."),
        mark("Export the model with a fixed number of columns."),
    ),
    "NoNumbers": (
        mark("Its inputs or outputs are no numbers"),
        mark("Packages take numbers; this model takes or gives texts, sequences or maps."),
        mark("Export the model with numbers in and out; encode texts before."),
    ),
    "GeneratingModel": (
        mark("Models that write text cannot be packed yet"),
        mark("Beside the model lies a generation_config.json."),
        mark("If it does not generate, move that file away."),
    ),
    "UnsteadyModel": (
        mark("The model answers differently each time"),
        mark("The same input gave two answers, so no test could prove it to a buyer."),
        mark("Export it in evaluation mode, without dropout or random numbers."),
    ),
    "NoBatchAxis": (
        mark("An output has no row for its input"),
        mark("One input goes in, and the output does not have exactly one row for it."),
        mark("Export the model with the batch as the first axis of every output."),
    ),
    "FailedTrial": (
        mark("The model did not run on a test input"),
        mark("onnxruntime says: {reason}"),
        mark(
            "Check size, length and layout in your answers. An axis that the file leaves open may be fixed in truth."
        ),
    ),
    "NotFinite": (
        mark("The model answers with what is no number"),
        mark("Infinite or undefined values came out on a test input."),
        mark("Check the exported model with your own inputs, and give samples."),
    ),
    "NothingToChange": (
        mark("This form would change nothing"),
        mark("The model has nothing that {variant} makes smaller."),
        mark("Leave this form out."),
    ),
}

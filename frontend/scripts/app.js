// Enhancement only: every page works without this file.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { startPrintButtons } from "./print.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(part);
}
startPrintButtons();

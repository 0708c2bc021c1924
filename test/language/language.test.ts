// Every language test, as a user runs programs.
import { testLanguage } from "./run";

testLanguage("language", {});

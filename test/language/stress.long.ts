// Every language test with a nursery collection at every safepoint, and a full collection with
// verification of the whole heap at every Nth. N is such that a run takes a few minutes.
import { testLanguage } from "./run";

testLanguage("language under stress", { GENERA_STRESS: "200000", GENERA_POISON: "1" });

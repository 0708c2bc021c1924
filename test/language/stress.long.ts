// Every language test with a nursery collection at every safepoint, and a full collection with
// verification of the whole heap at every 1000th, free memory poisoned. 1000 is such that the run
// takes two to three minutes.
import { testLanguage } from "./run";

testLanguage("language under stress", { GENERA_STRESS: "1000", GENERA_POISON: "1" });

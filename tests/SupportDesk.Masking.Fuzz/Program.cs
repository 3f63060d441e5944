using SupportDesk.Fuzzing;
using SupportDesk.Masking.Fuzz;

var corpus = Corpus.Load("SupportDesk.Masking.Tests", file => !file.Contains(".out.", StringComparison.Ordinal));
return Fuzzer.Run(args, Checks.All, random => Maker.Make(random, corpus), Pace.Report);

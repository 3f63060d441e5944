using SupportDesk.Email.Fuzz;
using SupportDesk.Fuzzing;

var corpus = Corpus.Load("SupportDesk.Tests/Features/Email/Reading", file => file.EndsWith(".eml", StringComparison.Ordinal));
return Fuzzer.Run(args, Checks.All, random => Maker.Make(random, corpus), Pace.Report);

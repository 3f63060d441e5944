using SupportDesk.Fuzzing;
using SupportDesk.Mail.Fuzz;

var corpus = Corpus.Load("SupportDesk.Mail.Tests", file => file.EndsWith(".eml", StringComparison.Ordinal));
return Fuzzer.Run(args, Checks.All, random => Maker.Make(random, corpus), Pace.Report);

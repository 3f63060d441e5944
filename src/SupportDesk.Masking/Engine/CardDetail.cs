namespace SupportDesk.Masking.Engine;

/// <summary>Something secret that stands beside a card number, with positions in the text that the rule was shown.</summary>
internal readonly record struct CardDetail(SecretKind Kind, string Rule, int Start, int End);

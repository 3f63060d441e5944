using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>What a person may be called.</summary>
internal static class NameRule
{
    public const int Longest = 100;

    public static Problem? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new Problem("NameMissing", "Name")
        : name.Trim().Length > Longest ? new Problem("NameLong", "Name", Longest)
        : null;
}

using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>What is typed about a person.</summary>
public sealed class PersonModel
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public DeskRole Role { get; set; }

    /// <summary>MerchantLogin of the shop.</summary>
    public string? Shop { get; set; }
}

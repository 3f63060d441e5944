using System.ComponentModel.DataAnnotations;

namespace SupportDesk.Features.Payers;

/// <summary>Section <c>Payers</c>: how much the open door lets in.</summary>
internal sealed class PayerOptions
{
    /// <summary>The largest file in bytes, 20 MiB unless set. Staff upload under <c>Upload:MaxBytes</c>.</summary>
    [Range(typeof(long), "1", "2147483648")]
    public long MaxFileBytes { get; set; } = 20L << 20;

    /// <summary>Tickets opened from one network address in an hour.</summary>
    [Range(1, 100_000)]
    public int CasesPerHour { get; set; } = 10;

    /// <summary>Forms sent from one network address in an hour, those with mistakes included.</summary>
    [Range(1, 100_000)]
    public int FormsPerHour { get; set; } = 60;

    /// <summary>Confirmations to one e-mail address in an hour; further tickets are opened without an e-mail.</summary>
    [Range(1, 1_000)]
    public int LettersPerHour { get; set; } = 3;

    /// <summary>Days that a private link opens its ticket.</summary>
    [Range(1, 3_650)]
    public int LinkDays { get; set; } = 180;
}

namespace SupportDesk.Ui.Controls;

/// <summary>What a <see cref="Field"/> tells the control that lies in it, so that both say the same.</summary>
/// <param name="For">The id of the control that is meant.</param>
/// <param name="HasWhy">Beside it stands why it is asked.</param>
/// <param name="IsWrong">Beside it stands what is wrong with it.</param>
public sealed record FieldState(string For, bool HasWhy, bool IsWrong)
{
    /// <summary>The ids of what is said about the control, for its <c>aria-describedby</c>; null if nothing is.</summary>
    public string? DescribedBy => Field.DescribedBy(For, HasWhy, IsWrong);
}

using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A button that is only words.</summary>
public class TextBtn : MudButton
{
    public TextBtn() => (Variant, Color, Size, Ripple, DropShadow) = (Variant.Text, Color.Primary, Size.Small, false, false);
}

namespace SupportDesk.Cli.Demo.Texts;

/// <summary>Invented people who write to the desk.</summary>
internal static class Names
{
    private static readonly string[] First =
    [
        "Алёна", "Артур", "Валерия", "Вадим", "Галина", "Глеб", "Диана", "Денис", "Елизавета", "Егор", "Жанна", "Захар", "Ирина", "Илья", "Кира",
        "Константин", "Лариса", "Лев", "Маргарита", "Максим", "Нина", "Никита", "Оксана", "Олег", "Полина", "Павел", "Регина", "Руслан", "Софья",
        "Степан", "Тамара", "Тихон", "Ульяна", "Фёдор", "Эльвира", "Эдуард", "Юлия", "Юрий", "Яна", "Ярослав",
    ];

    // The same in both genders or with the ending that is added.
    private static readonly string[] Last =
    [
        "Берестов", "Ветлугин", "Гордеев", "Дроздов", "Ежов", "Жаворонков", "Заречнев", "Истомин", "Калачев", "Лопатин", "Мохов", "Ненашев", "Опарин",
        "Подгорнов", "Рогозин", "Сенокосов", "Талалаев", "Уваркин", "Хлебников", "Цветаев", "Чесноков", "Шишкин", "Щеглов", "Яблоков", "Березкин",
        "Вишняков", "Грачев", "Камышин", "Ладогин", "Озеров",
    ];

    private static readonly string[] Domains = ["pochta.example", "yashik.example", "dom.example", "pismo.example", "box.example", "otvet.example"];

    private const string Letters =
        "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u "
        + "ф:f х:h ц:c ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya";

    private static readonly Dictionary<char, string> Latin = Letters.Split(' ')
        .ToDictionary(pair => pair[0], pair => pair[2..]);

    public sealed record Person(string Name, string First, string Email);

    public static Person Draw(DemoDice dice, string? domain = null)
    {
        var at = dice.Next(0, First.Length);
        var isWoman = First[at][^1] is 'а' or 'я' && First[at] is not "Никита" and not "Илья";
        var last = dice.Pick(Last) + (isWoman ? "а" : "");
        var (spelling, host, number) = (dice.Next(0, 4), dice.Pick(Domains), dice.Next(70, 99));
        var (one, two) = (Spell(First[at]), Spell(last));
        var local = spelling switch { 0 => $"{one}.{two}", 1 => $"{two}{number}", 2 => $"{one[0]}.{two}", _ => $"{one}{number}" };
        // Many give only what they are called by.
        var name = dice.Chance(0.35) ? First[at] : $"{First[at]} {last}";
        return new Person(name, First[at], $"{local}@{domain ?? host}");
    }

    private static string Spell(string word) => string.Concat(word.ToLowerInvariant().Select(letter => Latin.GetValueOrDefault(letter, "")));
}
